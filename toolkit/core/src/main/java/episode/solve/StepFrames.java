package episode.solve;

import episode.backend.Call;
import episode.backend.Program;
import java.util.List;

/** Brings the state and the stages of a recorded step back into their slots. */
final class StepFrames {
  private final int t;
  private final int h;
  private final int step;
  private final int accept;
  private final int first;
  private final int[] framed;

  /**
   * Finds its slots.
   *
   * @param parts the slots that a frame consists of
   * @param first the function that starts afresh after a break, if there is any
   */
  StepFrames(Program program, List<String> parts, int first) {
    this.first = first;
    t = program.slot("@t");
    h = program.slot("@h");
    step = program.function("step");
    accept = program.function("accept");
    framed = new int[parts.size()];
    for (int i = 0; i < framed.length; i++) {
      framed[i] = program.slot(parts.get(i));
    }
  }

  Call.Tape newTape(Call call) {
    return call.newTape(framed);
  }

  /** Appends the state and the stages of the step just made. */
  void record(Call call, StepRecord record, double time, double size) {
    record.add(call, time, size);
  }

  /** Returns a reader of a record, over slots in which the constants of the solve are set. */
  Reader reader(Call call, StepRecord record) {
    return new Reader(call, record);
  }

  /** Reads steps of one record; going back, frames that were dropped come block by block. */
  final class Reader {
    private final Call call;
    private final StepRecord record;
    private Call.Tape block;
    private int base = -1;

    private Reader(Call call, StepRecord record) {
      this.call = call;
      this.record = record;
    }

    /** Sets t, h, the state at the start of a step, and its stages. */
    void load(int index) {
      if (record.stride() == 1) {
        record.load(index, call, framed);
      } else {
        int start = index - index % record.stride();
        if (start != base || block.size() <= index - start) {
          recompute(start, index);
        }
        block.load(index - start, call, framed);
      }
      call.set(t, record.time(index));
      call.set(h, record.size(index));
    }

    private void recompute(int start, int last) {
      base = start;
      close();
      block = call.newTape(framed);
      record.load(start, call, framed);
      block.push(call);
      for (int index = start; index < last; index++) {
        again(index);
        call.run(accept);
        if (record.isFresh(index + 1)) {
          call.set(t, Breaks.above(record.time(index + 1)));
          call.run(first);
        }
        again(index + 1);
        block.push(call);
      }
    }

    /** Frees the frames that were computed again. */
    void close() {
      if (block != null) {
        block.close();
      }
    }

    private void again(int index) {
      call.set(t, record.time(index));
      call.set(h, record.size(index));
      call.run(step);
    }
  }
}
