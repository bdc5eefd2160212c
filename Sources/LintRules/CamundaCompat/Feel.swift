import BPMN
import Diagnostics
import FEEL
import Linting
import ProjectModel
import XML

extension LintRule {
  /// # camunda-compat/feel
  ///
  /// Values that begin with `=` must be valid FEEL expressions.
  ///
  /// The rule checks the values of extensions and expressions in processes. It does not check
  /// names, mapping targets, result variables, task headers and properties, where `=` may be a
  /// literal character.
  ///
  /// Bad:
  /// ```xml
  /// <bpmn:scriptTask id="sum" name="Add up">
  ///   <bpmn:extensionElements>
  ///     <zeebe:script expression="=a +1️⃣" resultVariable="sum" />
  ///   </bpmn:extensionElements>
  /// </bpmn:scriptTask>
  /// ```
  ///
  /// Good:
  /// ```xml
  /// <bpmn:scriptTask id="sum" name="Add up">
  ///   <bpmn:extensionElements>
  ///     <zeebe:script expression="=a + b" resultVariable="sum" />
  ///   </bpmn:extensionElements>
  /// </bpmn:scriptTask>
  /// ```
  static let compatFeel = compat("feel", .error) { rule in
    rule.expressions.compactMap { place, element in
      do throws(FEELSyntaxError) {
        _ = try place.parsed()
        return nil
      } catch {
        guard let problem = error.problems.first else { return nil }
        return rule.finding(
          "\"\(element.label)\", \(place.field): invalid expression: \(problem.message)",
          help: "Try the expression with 'bpmnc feel EXPRESSION'.", on: element,
          at: place.location(of: problem.range), path: place.metamodelPath(from: element))
      }
    }
  }
}

extension CompatInput {
  /// The expressions of processes, with the flow element or container that each belongs to.
  var expressions: [(place: FEELPlace, element: BPMNElement)] {
    input.expressions.compactMap { place in
      let local = place.element.name.local
      guard local != "header", local != "property", let element = place.owner, isChecked(element)
      else { return nil }
      return (place, element)
    }
  }
}

extension FEELPlace {
  /// The part of an element that contains the expression.
  func metamodelPath(from element: BPMNElement) -> String {
    ([model.metamodelPath(to: self.element, from: element)] + [attribute].compactMap { $0 })
      .filter { !$0.isEmpty }.joined(separator: ".")
  }

  /// The nearest flow element, process or sub-process; nil outside processes.
  fileprivate var owner: BPMNElement? {
    var current: XMLElement? = element
    while let xml = current {
      if let found = model.element(for: xml),
        found.type.isFlowElement || found.type.isFlowElementsContainer
      {
        return found
      }
      current = xml.parent
    }
    return nil
  }
}
