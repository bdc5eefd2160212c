import BPMN
import Diagnostics
import Linting
import XML

extension LintRule {
  /// # deploy/schema
  ///
  /// The file must conform to the BPMN 2.0 schema.
  ///
  /// Before anything else, Camunda validates the file, including its diagram interchange, against
  /// OMG's XML schemas:
  ///
  /// - Elements and attributes have known names, with a declared prefix or none.
  /// - Elements are in the right place and in the schema's order: documentation and extensions
  ///   first, lanes before flow elements, annotations and associations after them, the diagram
  ///   last. Up to Camunda 8.3, documentation must come before extensions.
  /// - Required attributes and children are present.
  /// - Booleans, numbers and enumerated values are spelled correctly.
  /// - Ids begin with a letter or an underscore, and references are the id of an element.
  ///
  /// Extensions belong in `bpmn:extensionElements`, custom attributes need their own namespace, and
  /// the content of extensions is not checked. Duplicate ids are reported by `xml/duplicate-id`.
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
