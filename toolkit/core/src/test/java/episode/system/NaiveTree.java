package episode.system;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A formula of op_system as Python would read it, by recursive descent over the grammar. It shares
 * nothing with the parser that is tested.
 *
 * @param kind number, text, name, index, place, call, keyword, in, list, neg, not, and, or, if, or
 *     an operator
 * @param text what distinguishes it: the number, the name
 */
record NaiveTree(String kind, String text, List<NaiveTree> parts) {
  private static final Pattern WORD =
      Pattern.compile(
          "\\s*(?:(0[xXoObB][0-9a-fA-F]+|(?:\\d[\\d_]*\\.?[\\d_]*|\\.\\d+)(?:[eE][+-]?\\d+)?)"
              + "|([\\p{L}_][\\p{L}\\p{N}_]*(?:\\s*\\.\\s*[a-z0-9]+)?)"
              + "|'([^']*)'|\"([^\"]*)\"|(\\*\\*|[<>=!]=|[-+*/%()\\[\\],<>=:]))");

  static NaiveTree of(String formula) {
    Reader reader = new Reader();
    Matcher words = WORD.matcher(formula.strip());
    int end = 0;
    while (words.lookingAt()) {
      reader.add(words);
      end = words.end();
      words.region(end, formula.strip().length());
    }
    if (end < formula.strip().length()) {
      throw new IllegalArgumentException(formula);
    }
    NaiveTree tree = reader.choice();
    if (reader.at < reader.kinds.size()) {
      throw new IllegalArgumentException(formula);
    }
    return tree;
  }

  private static NaiveTree of(String kind, String text, NaiveTree... parts) {
    return new NaiveTree(kind, text, List.of(parts));
  }

  /** The words of a formula and the place in them. */
  private static final class Reader {
    private static final Set<String> WORDS = Set.of("and", "or", "not", "if", "else", "in");
    private final List<String> kinds = new ArrayList<>();
    private final List<String> texts = new ArrayList<>();
    private int at;

    private void add(Matcher word) {
      String name = word.group(2);
      String text = word.group(3) == null ? word.group(4) : word.group(3);
      String symbol = name != null && WORDS.contains(name) ? name : word.group(5);
      kinds.add(
          word.group(1) != null
              ? "number"
              : symbol != null ? symbol : name != null ? "name" : "text");
      texts.add(
          word.group(1) != null ? word.group(1) : name != null ? name.replaceAll("\\s", "") : text);
    }

    private boolean is(String kind) {
      return at < kinds.size() && kinds.get(at).equals(kind);
    }

    private void need(String kind) {
      if (!is(kind)) {
        throw new IllegalArgumentException(texts + " at " + at + ": no " + kind);
      }
      at++;
    }

    private NaiveTree choice() {
      NaiveTree then = or();
      if (!is("if")) {
        return then;
      }
      at++;
      NaiveTree condition = or();
      need("else");
      return of("if", "", condition, then, choice());
    }

    private NaiveTree or() {
      NaiveTree left = and();
      while (is("or")) {
        at++;
        left = of("or", "", left, and());
      }
      return left;
    }

    private NaiveTree and() {
      NaiveTree left = not();
      while (is("and")) {
        at++;
        left = of("and", "", left, not());
      }
      return left;
    }

    private NaiveTree not() {
      if (is("not")) {
        at++;
        return of("not", "", not());
      }
      return comparison();
    }

    private NaiveTree comparison() {
      NaiveTree left = sum();
      NaiveTree all = null;
      while (at < kinds.size() && kinds.get(at).matches("[<>]=?|==|!=")) {
        String operator = kinds.get(at++);
        NaiveTree right = sum();
        NaiveTree one = of(operator, "", left, right);
        all = all == null ? one : of("and", "", all, one);
        left = right;
      }
      return all == null ? left : all;
    }

    private NaiveTree sum() {
      NaiveTree left = product();
      while (is("+") || is("-")) {
        left = of(kinds.get(at++), "", left, product());
      }
      return left;
    }

    private NaiveTree product() {
      NaiveTree left = sign();
      while (is("*") || is("/") || is("%")) {
        left = of(kinds.get(at++), "", left, sign());
      }
      return left;
    }

    private NaiveTree sign() {
      if (is("-")) {
        at++;
        return of("neg", "", sign());
      }
      if (is("+")) {
        at++;
        return sign();
      }
      NaiveTree base = atom();
      if (!is("**")) {
        return base;
      }
      at++;
      return of("**", "", base, sign());
    }

    private NaiveTree atom() {
      String kind = kinds.get(at);
      String text = texts.get(at++);
      switch (kind) {
        case "(" -> {
          NaiveTree inner = choice();
          need(")");
          return inner;
        }
        case "number", "text" -> {
          return of(kind, text);
        }
        case "name" -> {
          return is("(") ? call(text) : is("[") ? index(text) : of("name", text);
        }
        default -> throw new IllegalArgumentException(texts + " at " + at);
      }
    }

    private NaiveTree call(String function) {
      need("(");
      List<NaiveTree> arguments = new ArrayList<>();
      while (!is(")")) {
        arguments.add(argument());
        if (!is(")")) {
          need(",");
        }
      }
      need(")");
      return new NaiveTree("call", function, arguments);
    }

    private NaiveTree argument() {
      if (!is("name") || at + 1 == kinds.size() || !kinds.get(at + 1).equals("=")) {
        return choice();
      }
      String key = texts.get(at);
      at += 2;
      NaiveTree value = sum();
      if (!is("in")) {
        return of("keyword", key, value);
      }
      at++;
      need("[");
      List<NaiveTree> filter = new ArrayList<>();
      while (!is("]")) {
        filter.add(sign());
        if (!is("]")) {
          need(",");
        }
      }
      need("]");
      return of("keyword", key, value, new NaiveTree("list", "", filter));
    }

    private NaiveTree index(String name) {
      need("[");
      List<NaiveTree> places = new ArrayList<>();
      while (!is("]")) {
        String first = texts.get(at);
        boolean quoted = kinds.get(at++).equals("text");
        if (is(":") || is("=")) {
          String sign = kinds.get(at++);
          places.add(of("place", sign + texts.get(at++), of("name", first)));
        } else {
          places.add(of("place", quoted ? "=" + first : "", of("name", first)));
        }
        if (!is("]")) {
          need(",");
        }
      }
      need("]");
      return new NaiveTree("index", name, places);
    }
  }
}
