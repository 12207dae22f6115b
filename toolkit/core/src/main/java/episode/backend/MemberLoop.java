package episode.backend;

import episode.expr.Type;
import episode.progress.Work;
import java.util.List;

/**
 * One use of a host loop for many members, one after the other: the operands of a member are copied
 * to slots of its own, and its results back. For one thread.
 */
final class MemberLoop implements HostFunction.Run {
  private final HostMembers members;
  private final HostFunction.Run run;
  private final Call call;
  private final int[] operandSlots;
  private final int[] resultSlots;

  private MemberLoop(HostMembers members, HostFunction.Run run, CompiledProgram slots) {
    this.members = members;
    this.run = run;
    call = slots.newCall();
    operandSlots = new int[members.operands().size()];
    for (int i = 0; i < operandSlots.length; i++) {
      operandSlots[i] = slots.program().slot("operand " + i);
    }
    resultSlots = new int[slots.program().slots().size() - operandSlots.length];
    for (int i = 0; i < resultSlots.length; i++) {
      resultSlots[i] = slots.program().slot("result " + i);
    }
  }

  static HostFunction.Bound bind(HostMembers members, Backend backend) {
    HostFunction.Bound bound = members.op().bind(backend);
    Program.Builder builder = Program.named("member");
    List<Type> operands = members.single();
    for (int i = 0; i < operands.size(); i++) {
      builder.slot("operand " + i, operands.get(i));
    }
    List<Type> results = members.op().types(operands);
    for (int i = 0; i < results.size(); i++) {
      builder.slot("result " + i, results.get(i));
    }
    CompiledProgram slots = backend.compile(builder.build());
    return new HostFunction.Bound() {
      @Override
      public HostFunction.Run newRun() {
        return new MemberLoop(members, bound.newRun(), slots);
      }

      @Override
      public String explain() {
        return bound.explain();
      }

      @Override
      public CodeSize size() {
        return bound.size();
      }
    };
  }

  @Override
  public void run(Call caller, int[] operands, int[] results) {
    int[] used = resultSlots.clone();
    for (int i = 0; i < results.length; i++) {
      used[i] = results[i] < 0 ? -1 : used[i];
    }
    Object[][] objects = new Object[results.length][members.size()];
    try (Work work = Work.begin("Running members", members.size(), "")) {
      for (int member = 0; member < members.size(); member++) {
        take(caller, operands, member);
        run.run(call, operandSlots, used);
        Work.stopIfInterrupted();
        for (int i = 0; i < results.length; i++) {
          if (results[i] >= 0 && isArray(members.types(members.operands()).get(i))) {
            caller.putRow(results[i], member, call, resultSlots[i]);
          } else if (results[i] >= 0) {
            objects[i][member] = call.object(resultSlots[i]);
            call.object(resultSlots[i], null);
          }
        }
        work.at(member + 1);
      }
    }
    for (int i = 0; i < results.length; i++) {
      if (results[i] >= 0 && !isArray(members.types(members.operands()).get(i))) {
        caller.object(results[i], objects[i]);
      }
    }
  }

  @Override
  public void close() {
    run.close();
    call.close();
  }

  private void take(Call caller, int[] operands, int member) {
    for (int i = 0; i < operands.length; i++) {
      if (!isArray(members.operands().get(i))) {
        Object object = caller.object(operands[i]);
        boolean many = members.batched().get(i);
        call.object(operandSlots[i], many ? ((Object[]) object)[member] : object);
      } else if (members.batched().get(i)) {
        call.takeRow(operandSlots[i], caller, operands[i], member);
      } else if (member == 0) {
        call.copy(caller, operands[i], operandSlots[i]);
      }
    }
  }

  private static boolean isArray(Type type) {
    return type instanceof Type.ArrayOf;
  }
}
