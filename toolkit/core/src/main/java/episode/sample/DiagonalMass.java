package episode.sample;

/** A diagonal mass matrix, given by the variances that are the diagonal of its inverse. */
final class DiagonalMass implements MassMatrix {

  private final double[] variance;
  private final double[] scale;

  DiagonalMass(double[] variance) {
    this.variance = variance;
    this.scale = new double[variance.length];
    for (int i = 0; i < scale.length; i++) {
      scale[i] = 1 / Math.sqrt(variance[i]);
    }
  }

  @Override
  public void timesInverse(double[] vector, double[] product) {
    for (int i = 0; i < variance.length; i++) {
      product[i] = variance[i] * vector[i];
    }
  }

  @Override
  public void drawMomentum(RandomStream random, double[] momentum) {
    random.fillGaussian(momentum);
    for (int i = 0; i < scale.length; i++) {
      momentum[i] *= scale[i];
    }
  }

  @Override
  public double[][] inverse() {
    return new double[][] {variance.clone()};
  }
}
