public import BPMN
public import Diagnostics
import XML

/// Checks elements against the templates they use.
///
/// What the official linter reports as an error (required values, lengths and patterns) is an error
/// here; what it does not check (choices, element types, deprecation) is a warning.
public enum TemplateCheck {
  /// The findings about an element; none if it does not use a template.
  ///
  /// Messages and other root elements are checked with the element that references them and uses
  /// the template.
  /// - Parameter platform: the target version of Camunda; nil for the version of the file.
  public static func diagnostics(
    for element: BPMNElement, library: TemplateLibrary, platform: PlatformVersion? = nil
  ) -> [Diagnostic] {
    guard let id = element.templateID, !element.type.isReferredRootElement else { return [] }
    guard let template = library.template(id: id, version: element.templateVersion),
      element.hasReadableTemplateVersion
    else {
      return [UnknownTemplate.finding(element, library)]
    }
    let use = TemplateUse(
      element: element, template: template, library: library,
      platform: platform ?? element.model.platformVersion)
    return rules.flatMap { $0(use) }
  }

  private static let rules: [@Sendable (TemplateUse) -> [Diagnostic]] = [
    WrongElementType.check,
    DeprecatedTemplate.check,
    TemplateUpdate.check,
    RequiredValue.check,
    ValueLength.check,
    ValuePattern.check,
    ValueChoice.check,
    EngineMismatch.check,
    ChangedConstant.check,
    LeftOverValue.check,
    FEELMode.check,
  ]
}

/// An element with its template: the input of the rules.
struct TemplateUse {
  let element: BPMNElement
  let template: ElementTemplate
  let library: TemplateLibrary
  let platform: PlatformVersion?
  let places: ElementPlaces
  /// The properties that are active for the element.
  let properties: [TemplateProperty]
  /// The active properties whose value violates a constraint.
  let violations: [ConstraintViolation]

  init(
    element: BPMNElement, template: ElementTemplate, library: TemplateLibrary,
    platform: PlatformVersion?
  ) {
    self.element = element
    self.template = template
    self.library = library
    self.platform = platform
    places = ElementPlaces(element)
    properties = template.activeProperties(of: places)
    violations = properties.compactMap { [places] in ConstraintViolation(of: $0, in: places) }
  }

  /// The location of the element's template id.
  var templateLocation: SourceLocation { element.attributeLocation("modelerTemplate") }

  /// The location of the template's version, or of the template id.
  var versionLocation: SourceLocation { element.versionLocation }

  /// The location of a property's value, or of the element's start tag.
  func location(of value: BoundValue?) -> SourceLocation {
    value.map { SourceLocation(element.model.source, $0.range) } ?? element.location
  }
}

extension BPMNElement {
  /// Whether the version is an integer, or absent.
  fileprivate var hasReadableTemplateVersion: Bool {
    templateVersion != nil || zeebeAttribute("modelerTemplateVersion") == nil
  }

  var versionLocation: SourceLocation {
    attributeLocation(
      zeebeAttribute("modelerTemplateVersion") == nil ? "modelerTemplate" : "modelerTemplateVersion"
    )
  }

  func attributeLocation(_ zeebeName: String) -> SourceLocation {
    guard let attribute = zeebeAttribute(zeebeName) else { return location }
    return SourceLocation(model.source, attribute.valueRange)
  }
}

extension ElementType {
  var isReferredRootElement: Bool {
    self == .message || self == .signal || self == .error || self == .escalation
  }
}
