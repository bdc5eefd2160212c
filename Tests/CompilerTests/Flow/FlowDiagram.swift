/// A diagram in few words, for tests about flows.
///
/// Each line is one of: `xor g`, an element of a short type with its id, behind an optional marker;
/// `a -> b -> c`, flows, the last with a condition where `: =text` follows; XML that stands for
/// itself.
enum FlowDiagram {
  static func process(_ lines: String) -> String {
    definitions("<bpmn:process id=\"p\" isExecutable=\"true\">\n\(content(lines))\n</bpmn:process>")
  }

  static func definitions(_ content: String) -> String {
    """
    <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
        xmlns:zeebe="http://camunda.org/schema/zeebe/1.0">
    \(content)
    </bpmn:definitions>
    """
  }

  static func content(_ lines: String) -> String {
    lines.split(separator: "\n").map { line in
      let trimmed = line.drop { $0 == " " }
      if trimmed.contains("<") { return String(line) }
      return trimmed.contains(" -> ") ? flows(trimmed) : element(trimmed)
    }.joined(separator: "\n")
  }

  private static func flows(_ line: Substring) -> String {
    let parts = line.split(separator: ": ", maxSplits: 1)
    let nodes = parts[0].split(separator: " -> ")
    return zip(nodes, nodes.dropFirst()).map { source, target in
      let isLast = target == nodes.last && parts.count > 1
      let condition =
        isLast
        ? "<bpmn:conditionExpression>\(parts[1].split(separator: "&").joined(separator: "&amp;"))"
          + "</bpmn:conditionExpression>" : ""
      return "<bpmn:sequenceFlow id=\"\(source)_\(target)\" sourceRef=\"\(source)\" "
        + "targetRef=\"\(target)\">\(condition)</bpmn:sequenceFlow>"
    }.joined(separator: "\n")
  }

  private static func element(_ line: Substring) -> String {
    let words = line.split(separator: " ")
    let letters = words[0].drop { !$0.isASCII }
    let mark = words[0].prefix(words[0].count - letters.count)
    let (type, content) = shape(String(letters))
    let rest = words.dropFirst(2).map { " \($0)" }.joined()
    return "\(mark)<bpmn:\(type) id=\"\(words[1])\"\(rest)>\(content)</bpmn:\(type)>"
  }

  private static func shape(_ word: String) -> (type: String, content: String) {
    switch word {
    case "start": ("startEvent", "")
    case "end": ("endEvent", "")
    case "terminate": ("endEvent", "<bpmn:terminateEventDefinition/>")
    case "xor": ("exclusiveGateway", "")
    case "and": ("parallelGateway", "")
    case "or": ("inclusiveGateway", "")
    case "user": ("userTask", "")
    case "error": ("boundaryEvent", "<bpmn:errorEventDefinition/>")
    case "timer":
      ("intermediateCatchEvent", "<bpmn:timerEventDefinition/>")
    default: (word, "")
    }
  }
}
