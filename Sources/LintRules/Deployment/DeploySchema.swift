import Linting
import BPMN
import Diagnostics
import XML

extension LintRule {
  /// # deploy/schema
  ///
  /// The file keeps to the schema of BPMN 2.0.
  ///
  /// The engine validates a file against OMG's schemas before anything else, its drawing too: elements
  /// and attributes have known names; elements are where they belong, in the order of the schema (the
  /// documentation and extensions of an element first, lanes before flow elements, annotations and
  /// associations after them, the drawing last); required attributes and children are there; `true`,
  /// `false`, numbers and the words of choices are spelled as they should; names have a declared prefix
  /// or none; ids begin with a letter or an underscore, and what must be the id of an element is one.
  /// Extensions go into `bpmn:extensionElements`, attributes need a namespace of their own; what is in
  /// an extension is not looked at. Up to Camunda 8.3 documentation comes before extensions. Ids that
  /// occur twice are the matter of `xml/duplicate-id`.
  ///
  /// Bad:
  /// ```xml
  /// <bpmn:process id="order" isExecutable="1️⃣yes" />
  /// ```
  ///
  /// Good:
  /// ```xml
  /// <bpmn:process id="order" isExecutable="true" />
  /// ```
  static let deploySchema = deploy("schema") {
    var check = SchemaCheck($0)
    return check.run()
  }
}
