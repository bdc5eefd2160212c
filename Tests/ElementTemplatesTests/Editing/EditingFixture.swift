import BPMN
import Diagnostics
import ElementTemplates
import Testing
import TestSupport

/// Editors that make the same identifiers every time.
extension Fixture {
  static func editor(_ library: TemplateLibrary) -> TemplateEditor {
    let counter = Counter()
    return TemplateEditor(library: library) {
      counter.value += 1
      let digits = String(counter.value)
      return String(repeating: "0", count: 7 - digits.count) + digits
        + "0-0000-4000-8000-000000000000"
    }
  }

  private final class Counter {
    var value = 0
  }

  /// A diagram with line breaks and indentation, as modelers write it.
  static func indentedDiagram(_ content: String, roots: String = "") -> String {
    func indented(_ text: String, _ depth: Int) -> String {
      text.split(separator: "\n").map { String(repeating: " ", count: depth) + $0 + "\n" }.joined()
    }
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" \
      xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" \
      xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
        <bpmn:process id="P">
      \(indented(content, 4))  </bpmn:process>
      \(indented(roots, 2))</bpmn:definitions>

      """
  }

  /// What is written between the start of the process and the end of the file.
  static func body(_ text: String) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).dropFirst(2)
    return lines.dropLast(2).joined(separator: "\n")
  }
}

/// Applies a template `T`, made of these properties, to the element `A` and compares the process.
func expectApplied(
  _ properties: String, more: String = "", settings: [String: String] = [:],
  element id: String = "A", to content: String, roots: String = "", gives expected: String,
  _ place: Testing.SourceLocation = #_sourceLocation
) throws {
  let appliesTo = more.contains("appliesTo") ? "" : #""appliesTo": ["bpmn:BaseElement"],"#
  let template = try Fixture.read(
    #"{"id": "T", "name": "Inquiry", "version": 1, \#(appliesTo) \#(more) "#
      + #""properties": [\#(properties)]}"#)
  let text = Fixture.indentedDiagram(content, roots: roots)
  let model = try #require(BPMNFile(parsing: Array(text.utf8), path: "t.bpmn").model)
  let change = try Fixture.editor(TemplateLibrary()).apply(
    template, to: try #require(model.element(id: id)),
    setting: settings.map { TemplateSetting(name: $0.key, value: $0.value) })
  let result = String(decoding: change.bytes, as: UTF8.self)
  #expect(Fixture.body(result) == expected, sourceLocation: place)
  try expectOutsideUnchanged(change)
  // The same template again finds everything in its place.
  let library = Fixture.library(template.text)
  let again = try Fixture.editor(library).apply(template, to: try element(id, in: result))
  #expect(again.edits == [], sourceLocation: place)
}

/// Every byte outside the edits is as it was, and the edits do not overlap.
func expectOutsideUnchanged(_ change: TemplateChange) throws {
  let old = change.source.originalBytes
  let new = change.bytes
  var place = (old: 0, new: 0)
  for edit in change.edits {
    let range = change.source.originalRange(of: edit.range)
    try #require(range.lowerBound >= place.old)
    let same = old[place.old..<range.lowerBound]
    #expect(new[place.new...].starts(with: same))
    place.new += same.count + change.source.encoding.encode(edit.replacement).count
    place.old = range.upperBound
  }
  #expect(new[place.new...].elementsEqual(old[place.old...]))
}

/// The element with this id of a diagram.
func element(_ id: String = "A", in text: String) throws -> BPMNElement {
  let model = BPMNFile(parsing: Array(text.utf8), path: "t.bpmn").model
  return try #require(model?.element(id: id))
}
