/*
 * What the hardware allows: the benchmark's problems solved by loops written by hand for each of
 * them. Build: cc -O3 -march=native -fno-math-errno -o yardstick yardstick.c -lm
 * Usage: yardstick [WORKLOAD...], such as W1 W3; all of them by default.
 * Prints "name nanoseconds" per figure, the median of 15 batches of processor time, and with all
 * workloads the values and gradients that it finds.
 */
#define _POSIX_C_SOURCE 199309L
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { AGES = 16, POINTS = 161, DAYS = 14, BATCHES = 15 };

/* Tsitouras 5(4): stage weights, error weights, dense output in powers of theta. */
static const double A[6][6] = {
    {0.161},
    {-0.008480655492356989, 0.335480655492357},
    {2.8971530571054935, -6.359448489975075, 4.3622954328695815},
    {5.325864828439257, -11.748883564062828, 7.4955393428898365, -0.09249506636175525},
    {5.86145544294642, -12.92096931784711, 8.159367898576159, -0.071584973281401,
     -0.028269050394068383},
    {0.09646076681806523, 0.01, 0.4798896504144996, 1.379008574103742, -3.290069515436081,
     2.324710524099774}};
static const double E[7] = {-0.00178001105222577714, -0.0008164344596567469,
                            0.007880878010261995, -0.1447110071732629, 0.5823571654525552,
                            -0.45808210592918697, 1.0 / 66};
static double D[7][4];

static void quadratic(int row, double factor, double c0, double c1) {
  D[row][0] = 0;
  D[row][1] = factor * c0;
  D[row][2] = factor * c1;
  D[row][3] = factor;
}

static void prepare(void) {
  double r = 1.3299890189751412, p = 1.4364028541716351, q = 0.7139816917074209;
  double f = -1.0530884977290216;
  D[0][0] = f * -r * q;
  D[0][1] = f * (q + r * p);
  D[0][2] = f * (-p - r);
  D[0][3] = f;
  quadratic(1, 0.1017, 1.2949852507374631, -2.1966568338249754);
  quadratic(2, 2.490627285651252793, 1.57803468208092486, -2.38535645472061657);
  quadratic(3, -16.54810288924490272, 1.21712927295533244 * 0.61620406037800089,
            -(1.21712927295533244 + 0.61620406037800089));
  quadratic(4, 47.37952196281928122, 1.203071208372362603 * 0.658047292653547382,
            -(1.203071208372362603 + 0.658047292653547382));
  quadratic(5, -34.87065786149660974, 1.2 * 2.0 / 3, -(1.2 + 2.0 / 3));
  quadratic(6, 2.5, 0.6, -1.6);
}

/* One solver per problem, so that the compiler sees all sizes. N: state, M: state and tangents,
   FROM and TO: the columns that are saved. */
#define SOLVER(NAME, N, M, FROM, TO, PARAMS, RHS)                                                 \
  static int NAME(const PARAMS *p, double *restrict y, const double *times, int count,            \
                  double rtol, double atol, double *restrict out) {                             \
    double k[7][M], z[M], stage[M], t = 0, end = times[count - 1];                                \
    int steps = 0, row = 0;                                                                       \
    RHS(p, y, k[0]);                                                                              \
    double n0 = 0, n1 = 0, n2 = 0;                                                                \
    for (int i = 0; i < N; i++) {                                                                 \
      double unit = atol + rtol * fabs(y[i]);                                                     \
      n0 += y[i] / unit * (y[i] / unit);                                                          \
      n1 += k[0][i] / unit * (k[0][i] / unit);                                                    \
    }                                                                                             \
    n0 = sqrt(n0 / N), n1 = sqrt(n1 / N);                                                         \
    double h0 = n0 < 1e-5 || n1 < 1e-5 ? 1e-6 : 0.01 * n0 / n1;                                   \
    for (int i = 0; i < M; i++) stage[i] = y[i] + h0 * k[0][i];                                   \
    RHS(p, stage, k[1]);                                                                          \
    for (int i = 0; i < N; i++) {                                                                 \
      double change = (k[1][i] - k[0][i]) / (atol + rtol * fabs(y[i]));                           \
      n2 += change * change;                                                                      \
    }                                                                                             \
    n2 = sqrt(n2 / N) / h0;                                                                       \
    double h = fmin(100 * h0, pow(0.01 / fmax(n1, n2), 0.2));                                     \
    while (row < count) {                                                                         \
      int last = t + h >= end;                                                                    \
      if (last) h = end - t;                                                                      \
      _Pragma("GCC unroll 6") for (int s = 0; s < 6; s++) {                                       \
        for (int i = 0; i < M; i++) {                                                             \
          double sum = A[s][0] * k[0][i];                                                         \
          _Pragma("GCC unroll 6") for (int j = 1; j <= s; j++) sum += A[s][j] * k[j][i];          \
          stage[i] = y[i] + h * sum;                                                              \
        }                                                                                         \
        RHS(p, stage, k[s + 1]);                                                                  \
      }                                                                                           \
      memcpy(z, stage, sizeof z);                                                                 \
      double error = 0;                                                                           \
      for (int i = 0; i < N; i++) {                                                               \
        double sum = E[0] * k[0][i];                                                              \
        _Pragma("GCC unroll 7") for (int j = 1; j < 7; j++) sum += E[j] * k[j][i];                \
        double before = fabs(y[i]), after = fabs(z[i]);                                           \
        double scaled = h * sum / (atol + rtol * (before > after ? before : after));              \
        error += scaled * scaled;                                                                 \
      }                                                                                           \
      error /= N;                                                                                 \
      double factor = error < 1e-20 ? 10 : fmin(10, fmax(0.2, 0.9 * pow(error, -0.1)));           \
      if (!(error <= 1)) {                                                                        \
        h *= factor;                                                                              \
        continue;                                                                                 \
      }                                                                                           \
      double reached = last ? end : t + h;                                                        \
      while (row < count && times[row] <= reached) {                                              \
        double theta = fmin(1, (times[row] - t) / h), w[7];                                       \
        for (int j = 0; j < 7; j++)                                                               \
          w[j] = h * theta * (D[j][0] + theta * (D[j][1] + theta * (D[j][2] + theta * D[j][3]))); \
        for (int i = FROM; i < TO; i++) {                                                         \
          double sum = y[i];                                                                      \
          _Pragma("GCC unroll 7") for (int j = 0; j < 7; j++) sum += w[j] * k[j][i];              \
          out[row * (TO - FROM) + i - FROM] = sum;                                                \
        }                                                                                         \
        row++;                                                                                    \
      }                                                                                           \
      memcpy(y, z, sizeof z);                                                                     \
      memcpy(k[0], k[6], sizeof k[0]);                                                            \
      t = reached;                                                                                \
      h *= factor;                                                                                \
      steps++;                                                                                    \
    }                                                                                             \
    return steps;                                                                                 \
  }

typedef struct {
  double beta, gamma, n;
} Sir;

static inline void sir(const Sir *p, const double *restrict y, double *restrict d) {
  double infection = p->beta * y[0] * y[1] / p->n, recovery = p->gamma * y[1];
  d[0] = -infection, d[1] = infection - recovery, d[2] = recovery;
}

/* The tangents of I and S with respect to beta, gamma and, where there is a third, the start. */
static inline void tangents(const Sir *p, const double *restrict y, double *restrict d, int many) {
  double rate = p->beta / p->n, byS = rate * y[1], byI = rate * y[0];
  double infection = rate * y[0] * y[1], recovery = p->gamma * y[1];
  d[0] = -infection, d[1] = infection - recovery, d[2] = recovery;
  for (int k = 0; k < many; k++) {
    const double *s = y + 3 + 2 * k;
    infection = byS * s[0] + byI * s[1], recovery = p->gamma * s[1];
    if (k == 0) infection += y[0] * y[1] / p->n;
    if (k == 1) recovery += y[1];
    d[3 + 2 * k] = -infection, d[4 + 2 * k] = infection - recovery;
  }
}

static inline void sir2(const Sir *p, const double *restrict y, double *restrict d) {
  tangents(p, y, d, 2);
  d[7] = 0;
}

static inline void sir3(const Sir *p, const double *restrict y, double *restrict d) {
  tangents(p, y, d, 3);
}

typedef struct {
  double q[AGES], sigma, gamma, columns[AGES][AGES];
} Seir;

static inline void seir(const Seir *p, const double *restrict y, double *restrict d) {
  double force[AGES] = {0};
  for (int j = 0; j < AGES; j++)
    for (int i = 0; i < AGES; i++) force[i] += p->columns[j][i] * y[2 * AGES + j];
  for (int i = 0; i < AGES; i++) {
    double infection = p->q[i] * force[i] * y[i];
    double onset = p->sigma * y[AGES + i], recovery = p->gamma * y[2 * AGES + i];
    d[i] = -infection, d[AGES + i] = infection - onset;
    d[2 * AGES + i] = onset - recovery, d[3 * AGES + i] = recovery;
  }
}

SOLVER(solve_sir, 3, 3, 0, 3, Sir, sir)
/* Eight columns, the last of them 0, fill a vector register. */
SOLVER(solve_sir2, 3, 8, 0, 8, Sir, sir2)
SOLVER(solve_sir3, 3, 9, 0, 9, Sir, sir3)
SOLVER(solve_seir, 4 * AGES, 4 * AGES, 0, 4 * AGES, Seir, seir)

static double TIMES[POINTS], NOISY[POINTS], SCHOOL_TIMES[DAYS], OUT[POINTS * 4 * AGES];
static const int IN_BED[DAYS] = {3, 8, 26, 76, 225, 298, 258, 233, 189, 128, 68, 29, 14, 4};
static Seir AGE_MODEL;
static double AGE_START[4 * AGES];

/* Gaussian log likelihood of 160 points with its gradient. */
static double gauss(double beta, double gamma, double start, double *gradient) {
  Sir p = {beta, gamma, 1000};
  double y[9] = {1000 - start, start, 0, 0, 0, 0, 0, -1, 1}, value = 0;
  solve_sir3(&p, y, TIMES, POINTS, 1e-6, 1e-9, OUT);
  gradient[0] = gradient[1] = gradient[2] = 0;
  for (int day = 1; day < POINTS; day++) {
    const double *o = OUT + 9 * day;
    double residual = (o[1] - NOISY[day]) / 10;
    value -= 0.5 * residual * residual;
    for (int k = 0; k < 3; k++) gradient[k] -= residual / 10 * o[4 + 2 * k];
  }
  return value;
}

static double LOG_FACTORIAL[DAYS];

/* log Γ(x) and, in slope, its derivative: Stirling's series above 8, shifted there below. */
static inline double log_gamma(double x, double *slope) {
  double product = 1, sum = 0;
  for (; x < 8; x++) product *= x, sum += 1 / x;
  double r = 1 / x, s = r * r, l = log(x);
  double tail = r * (1.0 / 12 - s * (1.0 / 360 - s * (1.0 / 1260 - s * (1.0 / 1680 - s / 1188))));
  double bend = s * (1.0 / 12 - s * (1.0 / 120 - s * (1.0 / 252 - s * (1.0 / 240 - s / 132))));
  *slope = l - 0.5 * r - bend - sum;
  double value = (x - 0.5) * l - x + 0.91893853320467274 + tail;
  return product == 1 ? value : value - log(product);
}

/* Log posterior of the boarding school on the logarithms of its parameters. */
static double school(const double *u, double *gradient) {
  double beta = exp(u[0]), gamma = exp(u[1]), spread = exp(u[2]), size = 1 / spread;
  Sir p = {beta, gamma, 763};
  double y[8] = {762, 1};
  solve_sir2(&p, y, SCHOOL_TIMES, DAYS, 1e-6, 1e-6, OUT);
  double value = -0.5 * (beta - 2) * (beta - 2) - 2 * (gamma - 0.4) * (gamma - 0.4) - 5 * spread;
  value += u[0] + u[1] + u[2];
  double byBeta = 2 - beta, byGamma = -4 * (gamma - 0.4), bySize = 0;
  double slope, slopeAtCount, logSize = log(size), atSize = log_gamma(size, &slope);
  for (int day = 0; day < DAYS; day++) {
    const double *o = OUT + 8 * day;
    double mean = o[1], count = IN_BED[day], both = log(mean + size);
    value += log_gamma(count + size, &slopeAtCount) - LOG_FACTORIAL[day] - atSize;
    value += size * (logSize - both) + count * (log(mean) - both);
    double byMean = count / mean - (count + size) / (mean + size);
    byBeta += byMean * o[4], byGamma += byMean * o[6];
    bySize += slopeAtCount - slope + logSize - both + 1 - (size + count) / (mean + size);
  }
  gradient[0] = byBeta * beta + 1, gradient[1] = byGamma * gamma + 1;
  gradient[2] = -bySize * size - 5 * spread + 1;
  return value;
}

static double seconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return now.tv_sec + 1e-9 * now.tv_nsec;
}

static int ascending(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

static volatile double SINK;

static void rhs_sir(void) {
  Sir p = {0.4, 0.1, 1000};
  double y[3] = {999, 1, 0}, d[3];
  for (int n = 0; n < 10000; n++) {
    sir(&p, y, d);
    for (int i = 0; i < 3; i++) y[i] += 1e-9 * d[i];
  }
  SINK = y[0];
}

static void rhs_seir(void) {
  double y[4 * AGES], d[4 * AGES];
  memcpy(y, AGE_START, sizeof y);
  for (int n = 0; n < 10000; n++) {
    seir(&AGE_MODEL, y, d);
    for (int i = 0; i < 4 * AGES; i++) y[i] += 1e-9 * d[i];
  }
  SINK = y[0];
}

static void sir_solve(void) {
  Sir p = {0.4, 0.1, 1000};
  double y[3] = {999, 1, 0};
  solve_sir(&p, y, TIMES, POINTS, 1e-6, 1e-9, OUT);
  SINK = OUT[1];
}

static void seir_solve(void) {
  double y[4 * AGES];
  memcpy(y, AGE_START, sizeof y);
  solve_seir(&AGE_MODEL, y, TIMES, POINTS, 1e-6, 1e-9, OUT);
  SINK = OUT[1];
}

static void sir_gradient(void) {
  double gradient[3];
  SINK = gauss(0.38, 0.11, 2, gradient);
}

static void school_gradient(void) {
  double u[3] = {log(1.7), log(0.5), log(0.1)}, gradient[3];
  SINK = school(u, gradient);
}

static int wanted(const char *name, char **workloads) {
  if (!*workloads) return 1;
  for (; *workloads; workloads++)
    if (!strncmp(name, *workloads, 2)) return 1;
  return 0;
}

static void measure(const char *name, void (*run)(void), int per, char **workloads) {
  if (!wanted(name, workloads)) return;
  double start = seconds(), batches[BATCHES];
  int runs = 0;
  for (; seconds() - start < 0.3; runs++) run();
  runs = runs / 6 + 1;
  for (int batch = 0; batch < BATCHES; batch++) {
    double from = seconds();
    for (int n = 0; n < runs; n++) run();
    batches[batch] = (seconds() - from) / runs;
  }
  qsort(batches, BATCHES, sizeof *batches, ascending);
  printf("%s %.5g\n", name, batches[BATCHES / 2] * 1e9 / per);
}

int main(int count, char **arguments) {
  char **workloads = arguments + (count > 0);
  prepare();
  double mean = 0, size[AGES];
  for (int i = 0; i < AGES; i++) mean += (size[i] = 1e5 * (1 - 0.04 * i)) / AGES;
  for (int i = 0; i < AGES; i++) {
    for (int j = 0; j < AGES; j++) {
      double d = abs(i - j);
      AGE_MODEL.columns[j][i] =
          (0.3 + 2 * exp(-d / 2) + 0.8 * exp(-(d - 6) * (d - 6) / 4)) / mean;
    }
    AGE_MODEL.q[i] = 0.03 * (1 + 0.02 * i);
    AGE_START[i] = size[i] - 10, AGE_START[2 * AGES + i] = 10;
  }
  AGE_MODEL.sigma = 0.25, AGE_MODEL.gamma = 0.2;
  for (int day = 0; day < POINTS; day++) {
    TIMES[day] = day;
    NOISY[day] = 400 * exp(-pow((day - 32) / 14.0, 2)) + 5 * sin(1.7 * day);
  }
  double unused;
  for (int day = 0; day < DAYS; day++) {
    SCHOOL_TIMES[day] = day + 1;
    LOG_FACTORIAL[day] = log_gamma(IN_BED[day] + 1, &unused);
  }
  measure("W1.sir", rhs_sir, 10000, workloads);
  measure("W1.seir16", rhs_seir, 10000, workloads);
  measure("W2.sir", sir_solve, 1, workloads);
  measure("W2.seir16", seir_solve, 1, workloads);
  measure("W3.sir", sir_gradient, 1, workloads);
  measure("W3.school", school_gradient, 1, workloads);
  if (*workloads) return 0;
  double g[3], u[3] = {log(1.7), log(0.5), log(0.1)};
  fprintf(stderr, "W3.sir %.8g", gauss(0.38, 0.11, 2, g));
  fprintf(stderr, " (%.7g %.7g %.6g)\n", g[0], g[1], g[2]);
  fprintf(stderr, "W3.school %.7g", school(u, g));
  fprintf(stderr, " (%.5g %.5g %.3g)\n", g[0], g[1], g[2]);
  return 0;
}
