public import BPMN
public import Diagnostics
import XML

/// Applies templates to elements, upgrades them, and removes them.
///
/// It reads only its arguments, and the same input gives the same change: identifiers come from
/// `makeUUID`. Values follow the rules of Camunda Modeler (bpmn-js-element-templates); values that
/// other tools drop silently are kept, or noted.
public struct TemplateEditor {
  /// The available templates.
  public let library: TemplateLibrary
  private let makeUUID: () -> String

  /// - Parameter makeUUID: creates a new random UUID, in lowercase with hyphens.
  public init(library: TemplateLibrary, makeUUID: @escaping () -> String) {
    self.library = library
    self.makeUUID = makeUUID
  }

  /// Applies a template to an element, which may already have one.
  /// - Parameter settings: values by the id of a property or by its binding, such as
  ///   `operationType` or `body.To`. They take precedence over the element's values.
  ///
  /// - Throws: if the element cannot have the template, or a setting is invalid.
  public func apply(
    _ template: ElementTemplate, to element: BPMNElement,
    setting settings: [TemplateSetting] = []
  ) throws(Diagnostic) -> TemplateChange {
    guard element.id != nil else { throw .notEditable(element, "it has no id") }
    let fits =
      template.appliesTo.contains { element.type.isKind(of: $0) }
      || element.type.qualifiedName == template.elementType?.value
    guard fits else { throw .doesNotApply(template, element) }
    let chosen = try TemplateSetting.resolve(settings, template, element)
    return try TemplateApplication(
      element: element, template: template, former: former(of: element), settings: chosen,
      ids: IDGenerator(makeUUID, in: element.model), library: library
    ).bestChange()
  }

  /// Removes the template from an element, with the values that the template wrote; values added by
  /// hand stay.
  ///
  /// - Throws: if the element has no template, or the file cannot be edited.
  public func remove(from element: BPMNElement) throws(Diagnostic) -> TemplateChange {
    guard element.templateID != nil else { throw .notEditable(element, "it has no template") }
    let draft = try ElementDraft(element, ids: IDGenerator(makeUUID, in: element.model))
    let properties = former(of: element)?.properties ?? []
    if former(of: element) == nil { draft.notes.append(.onlyUnlinked(element)) }
    let places = Set(properties.map(\.binding.place))
    for kind in [RootElementKind.message, .signal] where properties.bind(kind) {
      draft.releaseRoot(kind)
    }
    // In the template's order, so that the same file gives the same edits.
    for property in properties where !property.binding.isRootElement {
      try draft.erase(property.binding.place, value: property.defaultText)
    }
    draft.unlink()
    draft.notes += Leftovers.notes(element, explained: places, as: { .stays($0, element) })
    return TemplateChange(
      source: element.model.source, edits: draft.root.edits().inOrder, notes: draft.notes)
  }

  /// Removes only the link from an element to its template; all values stay.
  ///
  /// - Throws: if the element has no template, or the file cannot be edited.
  public func unlink(_ element: BPMNElement) throws(Diagnostic) -> TemplateChange {
    guard element.templateID != nil else { throw .notEditable(element, "it has no template") }
    let draft = try ElementDraft(element, ids: IDGenerator(makeUUID, in: element.model))
    draft.unlink()
    for kind in [RootElementKind.message, .signal] {
      draft.referredRoot(kind)?[draft.zeebeAttribute("modelerTemplate")] = nil
    }
    return TemplateChange(
      source: element.model.source, edits: draft.root.edits().inOrder, notes: draft.notes)
  }

  /// The element's template, in its version.
  private func former(of element: BPMNElement) -> ElementTemplate? {
    element.templateID.flatMap { library.template(id: $0, version: element.templateVersion) }
  }
}

extension Sequence<TemplateProperty> {
  /// Whether any of the properties is bound to such a root element.
  func bind(_ kind: RootElementKind) -> Bool {
    contains { $0.binding.isRootElement && ($0.binding.type == .signal) == (kind == .signal) }
  }
}

extension PropertyBinding {
  /// Whether the value is in a message or signal that the element refers to.
  var isRootElement: Bool {
    type == .message || type == .messageSubscription || type == .signal
  }
}

extension Diagnostic {
  fileprivate static func doesNotApply(
    _ template: ElementTemplate, _ element: BPMNElement
  ) -> Diagnostic {
    .notEditable(
      element,
      "it is a \(element.type.qualifiedName), and the template \"\(template.name)\" is for "
        + template.appliesTo.joined(separator: " or "))
  }

  /// # template/remove
  ///
  /// Removing a template leaves no other values on the element.
  ///
  /// `bpmnc template remove` removes the values that the template wrote. Other values stay and are
  /// listed. If the template is unknown, only its id is removed: name its folder with
  /// `--templates`.
  ///
  /// Severity: warning or info
  fileprivate static func onlyUnlinked(_ element: BPMNElement) -> Diagnostic {
    Diagnostic(
      rule: "template/remove", severity: .warning,
      message:
        "the template of \"\(element.label)\" is unknown, so only its id was removed",
      help: "Name the template's folder with --templates to remove its values, too.",
      location: element.location, element: element.reference)
  }

  fileprivate static func stays(_ what: String, _ element: BPMNElement) -> Diagnostic {
    Diagnostic(
      rule: "template/remove", severity: .info,
      message: "\(what) of \"\(element.label)\" is not part of the template and was kept",
      location: element.location, element: element.reference)
  }
}
