import BPMN
import Diagnostics
import FEEL
import XML

/// A call of `fromAi()`, in whatever case it is written.
struct FromAI {
  enum Kind {
    case input, output, condition
  }

  let kind: Kind
  /// The flow node or the sequence flow.
  let owner: BPMNElement
  let place: FEELPlace
  let call: FEELCall
  /// By the names of the metamodel.
  let path: String
  /// The ad-hoc sub-process around the owner.
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

  static func all(in place: FEELPlace, _ rule: CompatInput) -> [FromAI] {
    guard place.text.utf8.count >= "fromAi()".utf8.count,
      let calls = try? place.parsed().calls.filter({ $0.name.lowercased() == "fromai" }),
      !calls.isEmpty, let (kind, owner, path) = owner(of: place), rule.isChecked(owner)
    else { return [] }
    var scope = owner.parent
    while let container = scope, container.type != .adHocSubProcess { scope = container.parent }
    return calls.map {
      FromAI(kind: kind, owner: owner, place: place, call: $0, path: path, scope: scope)
    }
  }

  /// The element that maps or flows, where the place is of interest.
  private static func owner(of place: FEELPlace) -> (Kind, BPMNElement, String)? {
    let xml = place.element
    if place.model.element(for: xml)?.type == .conditionExpression {
      let flow = place.model.element(for: xml)?.parent
      return flow.map { (.condition, $0, "conditionExpression") }
    }
    let kind: Kind = xml.name.isZeebe("input") ? .input : .output
    guard kind == .input || xml.name.isZeebe("output"), let mapping = xml.parent,
      let owner = mapping.parent?.parent.flatMap(place.model.element(for:)), owner.type.isFlowNode
    else { return nil }
    let list = kind == .input ? "input" : "output"
    let index = mapping.children.filter { $0.name.isZeebe(list) }.firstIndex(of: xml) ?? 0
    let position = owner.extensionElements.firstIndex(of: mapping) ?? 0
    return (
      kind, owner, "extensionElements.values.\(position).\(list)Parameters.\(index).source"
    )
  }
}

extension FEELValue {
  var isText: Bool {
    if case .string = self { return true }
    return false
  }
}
