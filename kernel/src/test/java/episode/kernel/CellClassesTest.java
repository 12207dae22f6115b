package episode.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Classes of one cell in the hands of another: each cell's have a class loader of their own. */
class CellClassesTest {

  private static Bench bench;

  @BeforeAll
  static void open() {
    bench = new Bench();
  }

  @AfterAll
  static void close() {
    bench.close();
  }

  @Test
  void anEnumSwitchesInAnotherCell() {
    bench.run("enum Sex { F, M; Sex other() { return this == F ? M : F; } }");
    bench.run(
        "String name(Sex sex) { return switch (sex) { case F -> \"f\"; case M -> \"m\"; }; }");
    assertThat(bench.value("name(Sex.F) + name(Sex.F.other()) + new EnumMap<>(Map.of(Sex.M, 1))"))
        .isEqualTo("fm{M=1}");
    bench.run("enum Sex { F, M, X; Sex other() { return X; } }");
    bench.run(
        "String name(Sex sex) { return switch (sex) { case F -> \"1\"; default -> \"2\"; }; }");
    assertThat(bench.value("name(Sex.F) + name(Sex.F.other())")).isEqualTo("12");
  }

  @Test
  void aSealedTypeWithItsHeirsInsideKnowsThem() {
    bench.run(
        "sealed interface Term {\n"
            + "  record Num(double value) implements Term {}\n"
            + "  record Sum(Term a, Term b) implements Term {}\n"
            + "}");
    bench.run(
        "double value(Term t) {\n"
            + "  if (t instanceof Term.Num n) return n.value();\n"
            + "  return t instanceof Term.Sum s ? value(s.a()) + value(s.b()) : 0;\n"
            + "}");
    assertThat(bench.value("value(new Term.Sum(new Term.Num(1), new Term.Num(2)))"))
        .isEqualTo("3.0");
    assertThat(
            bench.value(
                "Term.class.isSealed() + \" \" + Term.class.getPermittedSubclasses().length"))
        .isEqualTo("true 2");
  }

  @Test
  void genericsAreBoundedByTypesOfOtherCells() {
    bench.run("interface Ranked<T extends Ranked<T>> extends Comparable<T> { int rank(); }");
    bench.run(
        "record Card(int rank) implements Ranked<Card> {\n"
            + "  public int compareTo(Card other) { return Integer.compare(rank, other.rank); }\n"
            + "}");
    bench.run(
        "<T extends Ranked<T>> T best(Collection<? extends T> all) {\n"
            + "  return Collections.max(all);\n"
            + "}");
    assertThat(bench.value("best(List.of(new Card(3), new Card(9), new Card(4))).rank()"))
        .isEqualTo("9");
    assertThat(bench.value("Card.class.getGenericInterfaces()[0].getTypeName().contains(\"Card\")"))
        .isEqualTo("true");
  }

  @Test
  void anInnerClassIsMadeFromAnInstanceOfAnotherCell() {
    bench.run(
        "class Outer { int base = 1; class In { int f() { return base + 1; } }\n"
            + "  static class Nested { private int hidden = 5; } \n"
            + "  int read(Nested n) { return n.hidden; } }");
    bench.run("var outer = new Outer();\nvar in = outer.new In();");
    assertThat(bench.value("in.f() + outer.read(new Outer.Nested())")).isEqualTo("7");
  }

  @Test
  void anAbstractClassIsFilledInByAnAnonymousOne() {
    bench.run(
        "abstract class Step { abstract double next(double x); double twice(double x) {"
            + " return next(next(x)); } }");
    bench.run("Step half = new Step() { double next(double x) { return x / 2; } };");
    assertThat(bench.value("half.twice(8)")).isEqualTo("2.0");
  }

  @Test
  void staticStateLastsUntilTheClassIsDeclaredAgain() {
    bench.run("class Counter { static int n = 0; static int next() { return ++n; } }");
    bench.run("Counter.next();");
    bench.run("Counter.next();");
    assertThat(bench.value("Counter.n")).isEqualTo("2");
    bench.run("class Counter { static int n = 10; static int next() { return ++n; } }");
    assertThat(bench.value("Counter.next()")).isEqualTo("11");
  }

  @Test
  void anExceptionOfOneCellIsCaughtInAnotherAndNamesItsLine() {
    bench.run("class TooFar extends RuntimeException { TooFar(String m) { super(m); } }");
    bench.run("void far(int n) {\n  if (n > 3) throw new TooFar(\"n = \" + n);\n}");
    assertThat(
            bench.value(
                "String seen;\ntry { far(4); seen = \"\"; }"
                    + " catch (TooFar e) { seen = e.getMessage(); }\nseen"))
        .isEqualTo("n = 4");
    Failure failure = bench.failure("far(5)");
    assertThat(failure.name()).isEqualTo("TooFar");
    assertThat(Bench.plain(failure))
        .contains("TooFar: n = 5")
        .contains("if (n > 3) throw new TooFar")
        .contains("far(5)")
        .doesNotContain("REPL");
  }

  @Test
  void annotationsOfAnotherCellAreThereAtRunTime() {
    bench.run(
        "@java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy.RUNTIME)\n"
            + "@interface Unit { String value(); }");
    bench.run("class Rates { @Unit(\"1/d\") double beta; }");
    assertThat(
            bench.value("Rates.class.getDeclaredField(\"beta\").getAnnotation(Unit.class).value()"))
        .isEqualTo("1/d");
  }

  @Test
  void anInterfaceOfACellIsImplementedByAProxy() {
    bench.run("interface Rate { double at(double t); }");
    bench.run(
        "var rate = (Rate) java.lang.reflect.Proxy.newProxyInstance(Rate.class.getClassLoader(),"
            + " new Class<?>[] {Rate.class}, (proxy, method, arguments) -> 2.5);");
    assertThat(bench.value("rate.at(1)")).isEqualTo("2.5");
  }

  @Test
  void objectsAndLambdasAreSerializedAndReadInAnotherCell() {
    bench.run(
        "record Point(int x, int y) implements Serializable {}\n"
            + "byte[] bytes(Object o) throws IOException {\n"
            + "  var out = new ByteArrayOutputStream();\n"
            + "  try (var stream = new ObjectOutputStream(out)) { stream.writeObject(o); }\n"
            + "  return out.toByteArray();\n"
            + "}");
    bench.run(
        "Object object(byte[] bytes) throws Exception {\n"
            + "  return new ObjectInputStream(new ByteArrayInputStream(bytes)).readObject();\n"
            + "}\n"
            + "interface Rule extends Function<Integer, Integer>, Serializable {}");
    bench.run("var point = bytes(new Point(1, 2));\nint step = 10;\nRule rule = x -> x + step;");
    assertThat(bench.value("object(point)")).isEqualTo("Point[x=1, y=2]");
    assertThat(bench.value("((Rule) object(bytes(rule))).apply(1)")).isEqualTo("11");
    bench.run("var rules = new ArrayList<Rule>();");
    bench.run("rules.add(x -> 2 * x);");
    assertThat(bench.value("((Rule) object(bytes(rules.get(0)))).apply(4)")).isEqualTo("8");
  }

  @Test
  void whileAnObjectLivesItsClassIsFoundByName() {
    bench.run("class Leaf {}\nvar held = new Object[] {new Leaf()};");
    bench.run("class Leaf { static int grown = 0; }\nLeaf.grown = 3;");
    assertThat(bench.value("Class.forName(held[0].getClass().getName()) == held[0].getClass()"))
        .isEqualTo("true");
    System.gc();
    assertThat(bench.value("Leaf.grown")).isEqualTo("3");
  }

  @Test
  void anInstanceOfAnEarlierDeclarationIsToldApart() {
    bench.run("interface Model { int f(); }");
    bench.run("record One() implements Model { public int f() { return 1; } }");
    bench.run("var earlier = new Object[1];\nearlier[0] = new One();");
    bench.run("interface Model { default int f() { return 3; } }");
    assertThat(bench.value("earlier[0] instanceof Model")).isEqualTo("false");
    assertThat(bench.value("Model now = new One();\nnow.f()")).isEqualTo("1");
    assertThat(bench.failure("((Model) earlier[0]).f()").message())
        .isEqualTo(
            "class One cannot be cast to class Model: it is older than the last declaration of"
                + " Model; make it again");
    assertThat(bench.failure("(Model) (Object) \"text\"").message())
        .isEqualTo("class java.lang.String cannot be cast to class Model");
  }

  @Test
  void messagesNameVariablesAndClassesAsCellsDo() {
    bench.run("class Node1 { Node1 next; int f() { return 1; } }\nNode1 start = null;");
    assertThat(bench.failure("start.f()").message())
        .isEqualTo("Cannot invoke \"Node1.f()\" because \"start\" is null");
    String nested = "throw new IllegalStateException(\"x\", new Wrapped())";
    bench.run("class Wrapped extends RuntimeException { Wrapped() { super(\"inside\"); } }");
    assertThat(Bench.plain(bench.failure(nested))).contains("caused by Wrapped: inside");
  }

  @Test
  void aNameOfAnyLettersIsFoundInItsEarlierDeclarationToo() {
    bench.run("var first = new ArrayList<Supplier<Object>>();");
    for (String name : List.of("\uD835\uDC4B", "A\u20AC")) {
      bench.run("class " + name + " { int f() { return 1; } }");
      bench.run("first.add(() -> new " + name + "().f());");
      bench.run("class " + name + " { int f() { return 2; } }");
      assertThat(bench.value("first.remove(0).get() + \" \" + new " + name + "().f()"))
          .isEqualTo("1 2");
    }
  }

  @Test
  void recursionThatIsTooDeepIsAnErrorAndLeavesClassesUsable() {
    bench.run("class Tree { Tree child; int depth() { return 1 + new Tree().depth(); } }");
    assertThat(bench.failure("new Tree().depth()").name()).isEqualTo("StackOverflowError");
    bench.run("class Tree { int depth() { return 1; } }");
    assertThat(bench.value("new Tree().depth()")).isEqualTo("1");
  }

  @Test
  void afterAResetNamesAreFreeAndOldObjectsLiveOn() {
    bench.run("class Gone { int f() { return 1; } }\nvar kept = System.getProperties();");
    bench.run("kept.put(\"kept\", (Supplier<Object>) () -> new Gone().f());");
    bench.run("%reset");
    assertThat(bench.failure("new Gone()").message()).isEqualTo("cannot find class 'Gone'");
    bench.run("class Gone { int f() { return 2; } }");
    String old = "((Supplier<?>) System.getProperties().remove(\"kept\")).get()";
    assertThat(bench.value(old + " + \" \" + new Gone().f()")).isEqualTo("1 2");
  }

  @Test
  void whatWasDeclaredBeforeAResetIsDeclaredAnewInTheSameWords() {
    String cell =
        "class Tally { static int n; static int next() { return ++n; } }\n"
            + "var start = 41;\nint end() { return start + Tally.next(); }\nend()";
    for (int run = 0; run < 3; run++) {
      assertThat(bench.value(cell)).isEqualTo("42");
      System.gc();
      assertThat(bench.value("start")).isEqualTo("41");
      assertThat(bench.value("start")).isEqualTo("41");
      bench.run("start = 7;\nstart++;");
      bench.run("%reset");
    }
    bench.run("double start = 1;");
    assertThat(bench.value(cell)).isEqualTo("42");
  }

  @Test
  void classesAreFoundFromThreadsOfACell() {
    bench.run("class Job implements Runnable { static int ran; public void run() { ran++; } }");
    bench.run(
        "void go() throws Exception { var t = new Thread(() -> new Job().run());"
            + " t.start(); t.join(); }\ngo();");
    assertThat(bench.value("Job.ran")).isEqualTo("1");
    assertThat(bench.value("IntStream.range(0, 100).parallel().mapToObj(i -> new Job()).count()"))
        .isEqualTo("100");
  }

  @Test
  void constructorsOfRecordsNeedNoModifier() {
    bench.run(
        "record Age(int years) {\n"
            + "  Age {\n    if (years < 0) throw new IllegalArgumentException(\"\" + years);\n  }\n"
            + "}\nvar kept = new Age(1);");
    assertThat(Bench.plain(bench.failure("new Age(-1)")))
        .contains("IllegalArgumentException: -1", "line 3");
    bench.run(
        "record Age(int years) {\n"
            + "  Age {\n    if (years < 0) throw new IllegalArgumentException(\"\" + years);\n  }\n"
            + "}");
    assertThat(bench.value("kept")).as("nothing was declared anew").isEqualTo("Age[years=1]");
    bench.run("record Pair(int a, int b) { Pair(int a, int b) { this.a = b; this.b = a; } }");
    assertThat(bench.value("new Pair(1, 2)")).isEqualTo("Pair[a=2, b=1]");
  }

  @Test
  void anErrorInARecordMarksItsOwnPlace() {
    assertThat(Bench.plain(bench.failure("record Odd(int a) { Odd { } int f() { } }")))
        .contains(
            "    record Odd(int a) { public Odd { } int f() { } }\n"
                + "                                                 ^\n");
  }

  @Test
  void aSealedTypeStandsBeforeTheTypesThatItPermits() {
    String cell =
        "sealed interface Shape permits Disc, Box {}\n"
            + "record Disc(double r) implements Shape { Disc { assert r > 0; } }\n"
            + "record Box(double a) implements Shape {}\n"
            + "String kind(Shape s) { return s instanceof Disc ? \"disc\" : \"box\"; }\n"
            + "Shape shape = new Disc(2);";
    bench.run(cell);
    assertThat(bench.value("kind(shape) + Shape.class.getPermittedSubclasses().length"))
        .isEqualTo("disc2");
    bench.run(cell.substring(0, cell.lastIndexOf('\n')));
    assertThat(bench.value("shape")).isEqualTo("Disc[r=2.0]");
    assertThat(bench.failure("record Oval() implements Shape {}").message())
        .contains("Shape"); // it is closed again
  }
}
