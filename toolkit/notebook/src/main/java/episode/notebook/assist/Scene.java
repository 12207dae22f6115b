package episode.notebook.assist;

import java.util.List;
import java.util.Map;

/**
 * A cell that is being written, and the session around it.
 *
 * @param tokens the words of the cell
 * @param variables the values of variables by name, the newest last
 */
record Scene(List<Token> tokens, Map<String, Object> variables) {

  CellTypes types() {
    return new CellTypes(tokens, variables);
  }

  Role role(Call call) {
    String method = tokens.get(call.name()).text();
    return Role.of(types().receiver(call.name()), method, call.argument());
  }

  Names names(int index) {
    return new CellNames(tokens, variables, types()).around(index);
  }
}
