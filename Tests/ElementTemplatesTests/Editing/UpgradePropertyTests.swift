import BPMN
import Diagnostics
import ElementTemplates
import Testing
import TestSupport

@Suite("Every version of our templates to every other")
struct UpgradePropertyTests {
  /// Elements that the templates can be put on, by what they become.
  static let plain = [
    "bpmn:ServiceTask": "<bpmn:task id=\"A\" name=\"Ask\"/>",
    "bpmn:StartEvent": "<bpmn:startEvent id=\"A\"/>",
    "bpmn:IntermediateCatchEvent": "<bpmn:intermediateCatchEvent id=\"A\"/>",
    "bpmn:BoundaryEvent":
      "<bpmn:task id=\"H\"/>\n<bpmn:boundaryEvent id=\"A\" attachedToRef=\"H\"/>",
    "bpmn:ReceiveTask": "<bpmn:receiveTask id=\"A\"/>",
  ]

  /// Each stands for a combination of choices; together they reach every choice.
  static let forms = [0, 1, 2, 3, 5, 7, 9, 14]

  static let templates = TemplateLibrary.builtIn.templates

  /// Puts a template on a plain element, in one of the forms that its choices allow, and types a
  /// value of its own into every field that shows then.
  static func edited(
    _ template: ElementTemplate, _ form: Int, inSubProcess: Bool
  ) throws -> (element: BPMNElement, typed: [PropertyBinding: String]) {
    let target = try #require(template.elementType).value
    var content = try #require(plain[target])
    if inSubProcess {
      content =
        "<bpmn:subProcess id=\"E\" triggeredByEvent=\"true\">\n\(content)\n</bpmn:subProcess>"
    }
    let editor = Fixture.editor(.builtIn)
    var element = try element(in: Fixture.indentedDiagram(content))
    var form = form
    var settings: [TemplateSetting] = []
    var chosen: Set<String> = []
    // Choices first: they decide which fields there are.
    while true {
      let change = try editor.apply(template, to: element, setting: settings)
      element = try ElementTemplatesTests.element(
        in: String(decoding: change.bytes, as: UTF8.self))
      let open = template.activeProperties(of: element).first {
        $0.type == .dropdown && !chosen.contains($0.id ?? "")
      }
      guard let property = open, let id = property.id else { break }
      chosen.insert(id)
      let choice = property.choices[form % property.choices.count]
      form /= property.choices.count
      settings = [TemplateSetting(name: id, value: choice.value)]
    }
    var typed: [PropertyBinding: String] = [:]
    settings = []
    for property in template.activeProperties(of: element) {
      if property.type == .dropdown {
        typed[property.binding] = property.binding.value(in: element)?.text
      } else if property.type != .hidden {
        let value =
          property.feel == .required ? "=typed.v\(property.index)" : "typed & \(property.index)"
        typed[property.binding] = value
        settings.append(
          TemplateSetting(name: try #require(Self.name(of: property)), value: value))
      }
    }
    let change = try editor.apply(template, to: element, setting: settings)
    try expectOutsideUnchanged(change)
    return (
      try ElementTemplatesTests.element(in: String(decoding: change.bytes, as: UTF8.self)), typed
    )
  }

  static func name(of property: TemplateProperty) -> String? {
    switch property.binding {
    case .input(let name), .zeebeProperty(let name), .taskHeader(let name),
      .messageSubscription(let name), .taskDefinition(let name):
      name
    default: nil
    }
  }

  static let successors = [
    "io.camunda.connectors.TwilioWebhook.v1": "io.camunda.connectors.TwilioWebhookMessageStart.v1"
  ]

  @Test(
    "what an author typed is still there, or is reported where there is no place for it",
    arguments: templates.map { "\($0.id)@\($0.version ?? 0)" })
  func valuesSurvive(_ name: String) throws {
    let old = try #require(Self.templates.first { "\($0.id)@\($0.version ?? 0)" == name })
    let others = Self.templates.filter {
      $0.id == old.id && $0.version != old.version || $0.id == Self.successors[old.id]
    }
    let isStart =
      old.elementType?.eventDefinition != nil
      && old.elementType?.value == "bpmn:StartEvent"
    for form in Self.forms {
      let (element, typed) = try Self.edited(old, form, inSubProcess: isStart && form % 2 == 1)
      #expect(typed.count >= 5)
      for new in others {
        let change = try Fixture.editor(.builtIn).apply(new, to: element)
        try expectOutsideUnchanged(change)
        let result = try ElementTemplatesTests.element(
          in: String(decoding: change.bytes, as: UTF8.self))
        #expect(result.templateVersion == new.version && result.templateID == new.id)
        var lost: [String] = []
        for (place, value) in typed where place.value(in: result)?.text != value {
          let isMoved = result.zeebeProperties.contains { $0.value == value }
          if !isMoved { lost.append(value) }
        }
        let isUpgrade = new.id != old.id || (new.version ?? 0) > (old.version ?? 0)
        #expect(lost.isEmpty || !isUpgrade, "\(name) to \(new.version ?? 0): \(lost)")
        for value in lost {
          #expect(change.notes.contains { $0.message.contains("'\(value)'") }, "\(value)")
        }
      }
    }
  }

  @Test("a message keeps its name from version to version")
  func stableIDs() throws {
    for old in Self.templates where old.elementType?.eventDefinition != nil {
      let (element, _) = try Self.edited(old, 0, inSubProcess: false)
      for new in Self.templates where new.id == old.id && new.version != old.version {
        let change = try Fixture.editor(.builtIn).apply(new, to: element)
        let result = try ElementTemplatesTests.element(
          in: String(decoding: change.bytes, as: UTF8.self))
        #expect(result.message?.name == element.message?.name)
        #expect(result.message?.id == element.message?.id)
      }
    }
  }

  @Test("a version and back gives the same file, but for what the template says of itself")
  func thereAndBack() throws {
    for old in Self.templates {
      let (element, typed) = try Self.edited(old, 5, inSubProcess: false)
      guard
        let new = Self.templates.first(where: {
          $0.id == old.id && $0.version == (old.version ?? 0) + 1
        })
      else { continue }
      let there = try Fixture.editor(.builtIn).apply(new, to: element)
      let moved = try ElementTemplatesTests.element(
        in: String(decoding: there.bytes, as: UTF8.self))
      let back = try Fixture.editor(.builtIn).apply(old, to: moved)
      let result = try ElementTemplatesTests.element(
        in: String(decoding: back.bytes, as: UTF8.self))
      for (place, value) in typed { #expect(place.value(in: result)?.text == value) }
    }
  }
}
