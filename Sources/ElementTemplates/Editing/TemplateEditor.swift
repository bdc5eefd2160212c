public import BPMN
public import Diagnostics
import XML

/// Puts templates on elements, moves elements to other versions, and takes templates off.
///
/// Nothing is read but what is passed in, and the same input gives the same change: identifiers
/// come from `makeUUID`. Source: reference page element-templates 3.2 and 3.3, whose rules for
/// values count; what other tools drop in silence is kept, or noted.
public struct TemplateEditor {
  /// The templates that may be applied.
  public let library: TemplateLibrary
  private let makeUUID: () -> String

  /// - Parameter makeUUID: makes a new random UUID, in lower case with dashes.
  public init(library: TemplateLibrary, makeUUID: @escaping () -> String) {
    self.library = library
    self.makeUUID = makeUUID
  }

  /// Puts a template on an element, which may have one.
  /// - Parameter settings: values by the id of a property or by what it is bound to, such as
  ///   `operationType` or `body.To`. They win over what the element holds.
  /// - Throws: where the element cannot have the template, or a setting does not fit.
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
      ids: NewIDs(makeUUID, in: element.model), library: library
    ).bestChange()
  }

  /// Takes the template off an element: what the template wrote goes, what was added by hand
  /// stays.
  /// - Throws: where the element has no template, or the file cannot be edited.
  public func remove(from element: BPMNElement) throws(Diagnostic) -> TemplateChange {
    guard element.templateID != nil else { throw .notEditable(element, "it has no template") }
    let draft = try ElementDraft(element, ids: NewIDs(makeUUID, in: element.model))
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
    for attribute in ["modelerTemplate", "modelerTemplateVersion", "modelerTemplateIcon"] {
      draft.xml[draft.zeebeAttribute(attribute)] = nil
    }
    draft.notes += Leftovers.notes(element, explained: places, as: { .stays($0, element) })
    return TemplateChange(
      source: element.model.source, edits: draft.root.edits().inOrder, notes: draft.notes)
  }

  /// The template that an element has, in its version.
  private func former(of element: BPMNElement) -> ElementTemplate? {
    element.templateID.flatMap { library.template(id: $0, version: element.templateVersion) }
  }
}

extension Sequence<TemplateProperty> {
  /// Whether any of the properties writes to such a root element.
  func bind(_ kind: RootElementKind) -> Bool {
    contains { $0.binding.isRootElement && ($0.binding.type == .signal) == (kind == .signal) }
  }
}

extension PropertyBinding {
  /// Whether the value stands in a message or signal that the element refers to.
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
  /// What taking a template off an element leaves behind.
  ///
  /// `bpmnc template remove` takes away what the template wrote. What it did not write stays, and
  /// is named. Of a template that is not known only the name is taken off: name its folder with
  /// `--templates`.
  ///
  /// Severity: warning or info
  fileprivate static func onlyUnlinked(_ element: BPMNElement) -> Diagnostic {
    Diagnostic(
      rule: "template/remove", severity: .warning,
      message:
        "the template of \"\(element.label)\" is not known, so only its name was taken off",
      help: "Name the folder of the template with --templates to take its values off as well.",
      location: element.location, element: element.reference)
  }

  fileprivate static func stays(_ what: String, _ element: BPMNElement) -> Diagnostic {
    Diagnostic(
      rule: "template/remove", severity: .info,
      message: "\(what) of \"\(element.label)\" is not of the template and stays",
      location: element.location, element: element.reference)
  }
}
