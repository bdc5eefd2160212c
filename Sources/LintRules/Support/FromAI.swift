import BPMN
import Diagnostics
import FEEL
import ProjectModel
import XML

/// A call of `fromAi()`, in any case.
struct FromAI {
  enum Kind {
    case input, output, condition
  }

  let kind: Kind
  /// The flow node or the sequence flow.
  let owner: BPMNElement
  let place: FEELPlace
  let call: FEELCall
  /// The path in the metamodel.
  let path: String
  /// The owner's enclosing ad-hoc sub-process.
  let scope: BPMNElement?

  /// The ad-hoc sub-process, if it is an agent's.
  var agent: BPMNElement? { scope.flatMap { $0.isAgentic ? $0 : nil } }

  /// Whether the owner is the first element of a tool.
  var isRead: Bool { agent != nil && owner.incoming.isEmpty && owner.parent == scope }

  var key: FEELCall.Argument? { argument(0, "value") }
  var description: FEELCall.Argument? { argument(1, "description") }

  private func argument(_ index: Int, _ name: String) -> FEELCall.Argument? {
    if let named = call.arguments.first(where: { $0.name == name }) { return named }
    guard call.arguments.indices.contains(index), call.arguments[index].name == nil else {
      return nil
    }
    return call.arguments[index]
  }

  static func all(in places: [FEELPlace], _ rule: CompatInput) -> [FromAI] {
    var positions: [XMLElement: [XMLElement: String]] = [:]
    return places.flatMap { place -> [FromAI] in
      // Invalid expressions are reported by `feel`.
      guard mentionsFromAI(place.text),
        let calls = try? place.parsed().calls.filter({ $0.name.lowercased() == "fromai" }),
        !calls.isEmpty, let (kind, owner, path) = owner(of: place, &positions),
        rule.isChecked(owner)
      else { return [] }
      var scope = owner.parent
      while let container = scope, container.type != .adHocSubProcess { scope = container.parent }
      return calls.map {
        FromAI(kind: kind, owner: owner, place: place, call: $0, path: path, scope: scope)
      }
    }
  }

  /// A quick check whether the text may contain calls.
  private static func mentionsFromAI(_ text: String) -> Bool {
    let name = "fromai".utf8
    var next = name.startIndex
    for byte in text.utf8 {
      let lowercased = byte | 0x20
      if lowercased != name[next] { next = name.startIndex }
      if lowercased == name[next] { next = name.index(after: next) }
      if next == name.endIndex { return true }
    }
    return false
  }

  /// The element or flow of the place, if the place is relevant.
  /// - Parameter positions: the paths of mappings in their lists, by list.
  private static func owner(
    of place: FEELPlace, _ positions: inout [XMLElement: [XMLElement: String]]
  ) -> (Kind, BPMNElement, String)? {
    let xml = place.element
    if place.model.element(for: xml)?.type == .conditionExpression {
      let flow = place.model.element(for: xml)?.parent
      return flow.map { (.condition, $0, "conditionExpression") }
    }
    let kind: Kind = xml.name.isZeebe("input") ? .input : .output
    guard kind == .input || xml.name.isZeebe("output"), let list = xml.parent,
      let owner = list.parent?.parent.flatMap(place.model.element(for:)), owner.type.isFlowNode
    else { return nil }
    if positions[list] == nil { positions[list] = parts(of: list, owner) }
    return (kind, owner, positions[list]?[xml] ?? "")
  }

  private static func parts(of list: XMLElement, _ owner: BPMNElement) -> [XMLElement: String] {
    let mapping = CompatExtension(owner: owner, xml: list, position: .value)
    let parts =
      mapping.children("input", in: "inputParameters")
      + mapping.children("output", in: "outputParameters")
    return Dictionary(uniqueKeysWithValues: parts.map { ($0.xml, $0.path + ".source") })
  }
}

extension FEELValue {
  var isText: Bool {
    if case .string = self { return true }
    return false
  }
}
