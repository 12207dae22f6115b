package episode.backend.djl;

import episode.expr.DType;
import episode.expr.Shape;
import episode.expr.Tensor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The file that PyTorch loads a script from: a zip archive, not compressed, of the code, an object
 * without attributes, and the constants, both pickled (protocol 2), each constant's elements in an
 * entry of its own. The format is that of {@code torch.jit.save}, version 3.
 */
final class Archive {
  private static final int EMPTY_TUPLE = ')';
  private static final int NEW_OBJECT = 0x81;
  private static final int EMPTY_MAP = '}';
  private static final int BUILD = 'b';
  private static final int STOP = '.';
  private static final int MARK = '(';
  private static final int TUPLE = 't';
  private static final int PERSISTENT = 'Q';
  private static final int REDUCE = 'R';
  private static final int FALSE = 0x89;

  private Archive() {}

  /**
   * Returns the bytes of an archive.
   *
   * @param code the text of the class {@code M}
   * @param constants what it calls CONSTANTS.c0, c1, …; none without elements
   */
  static byte[] of(String code, List<Tensor> constants) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.setMethod(ZipOutputStream.STORED);
      put(zip, "data.pkl", object());
      put(zip, "code/__torch__.py", code.getBytes(StandardCharsets.UTF_8));
      put(zip, "constants.pkl", tensors(constants));
      for (int i = 0; i < constants.size(); i++) {
        put(zip, "constants/" + i, elements(constants.get(i)));
      }
      put(zip, "version", "3\n".getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
    ZipEntry entry = new ZipEntry("m/" + name);
    CRC32 sum = new CRC32();
    sum.update(content);
    entry.setCrc(sum.getValue());
    entry.setSize(content.length);
    entry.setCompressedSize(content.length);
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }

  private static byte[] object() {
    ByteArrayOutputStream out = pickle();
    text(out, "c__torch__\nM\n");
    out.write(EMPTY_TUPLE);
    out.write(NEW_OBJECT);
    out.write(EMPTY_MAP);
    out.write(BUILD);
    out.write(STOP);
    return out.toByteArray();
  }

  private static ByteArrayOutputStream pickle() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(0x80);
    out.write(2);
    return out;
  }

  private static byte[] tensors(List<Tensor> constants) {
    ByteArrayOutputStream out = pickle();
    out.write(MARK);
    for (int i = 0; i < constants.size(); i++) {
      tensor(out, i, constants.get(i));
    }
    out.write(TUPLE);
    out.write(STOP);
    return out.toByteArray();
  }

  /** A call of PyTorch's function that makes a tensor: storage, offset, shape, strides. */
  private static void tensor(ByteArrayOutputStream out, int place, Tensor value) {
    text(out, "ctorch._utils\n_rebuild_tensor_v2\n");
    out.write(MARK);
    out.write(MARK);
    string(out, "storage");
    text(out, "ctorch\n" + storage(value.dtype()) + "\n");
    string(out, Integer.toString(place));
    string(out, "cpu");
    integer(out, value.shape().size());
    out.write(TUPLE);
    out.write(PERSISTENT);
    integer(out, 0);
    integers(out, value.shape().extents());
    integers(out, value.shape().strides());
    out.write(FALSE);
    text(out, "ccollections\nOrderedDict\n");
    out.write(EMPTY_TUPLE);
    out.write(REDUCE);
    out.write(TUPLE);
    out.write(REDUCE);
  }

  private static String storage(DType dtype) {
    return switch (dtype) {
      case BOOL -> "BoolStorage";
      case INT64 -> "LongStorage";
      case FLOAT32 -> "FloatStorage";
      case FLOAT64 -> "DoubleStorage";
    };
  }

  private static void integers(ByteArrayOutputStream out, int[] values) {
    out.write(MARK);
    for (int value : values) {
      integer(out, value);
    }
    out.write(TUPLE);
  }

  private static void integer(ByteArrayOutputStream out, int value) {
    out.write('J');
    four(out, value);
  }

  private static void string(ByteArrayOutputStream out, String value) {
    out.write('X');
    four(out, value.length());
    text(out, value);
  }

  private static void four(ByteArrayOutputStream out, int value) {
    for (int k = 0; k < Integer.BYTES; k++) {
      out.write(value >> 8 * k);
    }
  }

  private static void text(ByteArrayOutputStream out, String ascii) {
    out.writeBytes(ascii.getBytes(StandardCharsets.US_ASCII));
  }

  private static byte[] elements(Tensor value) {
    Shape shape = value.shape();
    ByteBuffer out = ByteBuffer.allocate(shape.size() * value.dtype().bytes());
    Memory.write(value, out.order(ByteOrder.LITTLE_ENDIAN));
    return out.array();
  }
}
