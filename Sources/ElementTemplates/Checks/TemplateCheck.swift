public import BPMN
public import Diagnostics
import XML

/// Checks elements against the templates that they name.
///
/// What the official linter reports as an error (a required value, its length and pattern) is one here; what
/// it does not look at (choices, the element's type, deprecation) is a warning.
public enum TemplateCheck {
  /// The findings about an element; none where it names no template.
  ///
  /// Messages and other root elements name the template of the element that refers to them, which
  /// is where they are checked.
  /// - Parameter platform: the version of Camunda that counts; nil for the one of the file.
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

/// An element with the template that it names: what the rules look at.
struct TemplateUse {
  let element: BPMNElement
  let template: ElementTemplate
  let library: TemplateLibrary
  let platform: PlatformVersion?
  let places: ElementPlaces
  /// The properties that count for the element.
  let properties: [TemplateProperty]
  /// Those of them whose value breaks a constraint.
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

  /// Where the element names its template.
  var templateLocation: SourceLocation { element.attributeLocation("modelerTemplate") }

  /// Where the element names the template's version, or else the template.
  var versionLocation: SourceLocation { element.versionLocation }

  /// A finding about the value of a property: at the value, else at the element's start tag.
  func location(of value: BoundValue?) -> SourceLocation {
    value.map { SourceLocation(element.model.source, $0.range) } ?? element.location
  }
}

extension BPMNElement {
  /// Whether the version is a whole number, or not given.
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
