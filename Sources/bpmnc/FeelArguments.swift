/// The arguments of `bpmnc feel`.
enum FeelArguments {
  /// Moves an expression that begins with a minus sign after `--`, so that it is not parsed as an
  /// option.
  static func separated(_ arguments: [String]) -> [String] {
    guard arguments.first == "feel", !arguments.contains("--"),
      let place = arguments.indices.dropFirst().first(where: { isExpression(arguments, $0) })
    else { return arguments }
    var result = arguments
    let expression = result.remove(at: place)
    return result + ["--", expression]
  }

  /// A single dash and more; the only short option is `-h`, and `-` is standard input.
  private static func isExpression(_ arguments: [String], _ place: Int) -> Bool {
    let text = arguments[place]
    return text.hasPrefix("-") && !text.hasPrefix("--") && text != "-" && text != "-h"
      && !["--context", "--dialect", "--file", "--platform"].contains(arguments[place - 1])
  }
}
