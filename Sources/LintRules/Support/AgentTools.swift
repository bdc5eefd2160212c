import BPMN
import XML

extension CompatInput {
  /// The tools of AI agents: the activities directly in an agent's ad-hoc sub-process without
  /// incoming flows.
  var agentTools: [BPMNElement] {
    elements(.adHocSubProcess).filter(\.isAgentic).flatMap { agent in
      agent.children.filter(\.isToolRoot)
    }
  }
}

extension BPMNElement {
  /// Whether an AI agent chooses what runs in this ad-hoc sub-process.
  ///
  /// Indicated by a property, by the AI agent template (whose older versions did not set it), or by
  /// the type of the agent's jobs.
  var isAgentic: Bool {
    guard type == .adHocSubProcess else { return false }
    return zeebe("properties")?.children.contains {
      $0["name"] == "io.camunda.agenticai.toolContainer" && $0["value"] == "true"
    } == true
      || templateID == "io.camunda.connectors.agenticai.aiagent.jobworker.v1"
      || jobType?.value.hasPrefix("io.camunda.agenticai:aiagent-job-worker:") == true
  }

  /// Whether a tool begins here, given that the parent is an agent's ad-hoc sub-process.
  var isToolRoot: Bool { type.isActivity && !isTriggeredByEvent && incoming.isEmpty }
}

/// The elements of a tool and what they write.
struct ToolFlow {
  /// In the order in which they are reached.
  private(set) var writes: [ToolWrite] = []
  /// Whether the elements form a sequence without branches, joins and boundary events.
  private(set) var isLinear = true

  /// Follows sequence flows, boundary events and the content of sub-processes.
  init(from root: BPMNElement, _ boundaryEvents: [Int?: [BPMNElement]]) {
    var queue = [root]
    var seen: Set<Int> = []
    var next = 0
    while next < queue.count {
      let element = queue[next]
      next += 1
      guard seen.insert(element.index).inserted else { continue }
      writes += ToolWrite.all(of: element)
      let outgoing = element.outgoing
      queue += outgoing.compactMap(\.flowTarget)
      if outgoing.count > 1 || element.incoming.count > 1 { isLinear = false }
      if let events = boundaryEvents[element.index] {
        queue += events
        isLinear = false
      }
      if element.type.isSubProcess { queue += element.children.filter(\.type.isFlowNode) }
    }
  }
}

/// A place that writes what may be a tool's result.
struct ToolWrite {
  enum Kind {
    case output(source: String)
    case variable
    case expression
  }

  let kind: Kind
  /// The variable, or the expression that returns variables.
  let text: String
  let place: CompatPlace

  static func all(of element: BPMNElement) -> [ToolWrite] {
    element.extensionElements.flatMap { xml -> [ToolWrite] in
      guard xml.name.namespace == XMLNamespace.zeebe else { return [] }
      let part = CompatExtension(owner: element, xml: xml, position: .value)
      switch xml.name.local {
      case "ioMapping":
        return part.children("output", in: "outputParameters").map {
          ToolWrite(.output(source: $0["source"] ?? ""), $0, "target")
        }
      case "script", "calledDecision":
        let name = part["resultVariable"] ?? ""
        return name.isEmpty ? [] : [ToolWrite(.variable, part, "resultVariable")]
      case "taskHeaders":
        return part.children("header", in: "values").compactMap { header in
          switch header["key"] {
          case "resultVariable": ToolWrite(.variable, header, "value")
          case "resultExpression": ToolWrite(.expression, header, "value")
          default: nil
          }
        }
      default: return []
      }
    }
  }

  private init(_ kind: Kind, _ part: CompatExtension, _ attribute: String) {
    self.kind = kind
    text = part[attribute] ?? ""
    place = part.attribute(attribute)
  }

  /// Whether it sets `toolCallResult`, or a part of it.
  var isResult: Bool {
    if case .expression = kind { return identifiers.contains("toolCallResult") }
    return text == "toolCallResult" || text.hasPrefix("toolCallResult.")
  }

  /// The name it writes instead, if it differs only in case.
  var miscased: String? {
    if isResult { return nil }
    if case .expression = kind {
      return identifiers.first { $0.lowercased() == "toolcallresult" }.map(String.init)
    }
    let lower = text.lowercased()
    return lower == "toolcallresult" || lower.hasPrefix("toolcallresult.") ? text : nil
  }

  /// Whether it replaces the whole result, rather than setting a part of it or adding to it.
  var replacesAll: Bool {
    guard case .output(let source) = kind else { return true }
    let dense = source.filter { !$0.isWhitespace }.drop { $0 == "=" }
    return text == "toolCallResult" && !dense.hasPrefix("contextput(toolCallResult,")
  }

  private var identifiers: [Substring] {
    text.split { !($0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_")) }
  }
}
