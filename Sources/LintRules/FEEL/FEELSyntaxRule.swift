import BPMN
import Diagnostics
import FEEL
import Linting
import ProjectModel

/// # feel/syntax
///
/// FEEL expressions must be syntactically valid.
///
/// The rule checks values of zeebe extensions and of BPMN expressions that begin with `=`, and the
/// properties and task headers that the connector runtime evaluates, where the `=` is optional. The
/// finding points to the position within the expression. The cluster rejects such a diagram, or the
/// connector fails at run time.
///
/// Bad:
/// ```xml
/// <bpmn:serviceTask id="task" name="Look up">
///   <bpmn:extensionElements>
///     <zeebe:ioMapping>
///       <zeebe:input source="=if paid then 1️⃣else 2" target="price" />
///     </zeebe:ioMapping>
///   </bpmn:extensionElements>
/// </bpmn:serviceTask>
/// ```
///
/// Good:
/// ```xml
/// <bpmn:serviceTask id="task" name="Look up">
///   <bpmn:extensionElements>
///     <zeebe:ioMapping>
///       <zeebe:input source="=if paid then 1 else 2" target="price" />
///     </zeebe:ioMapping>
///   </bpmn:extensionElements>
/// </bpmn:serviceTask>
/// ```
enum FEELSyntaxRule {
  static let rule = LintRule(project: "feel/syntax", .error) { input in
    input.diagrams.flatMap(\.expressions).flatMap { place -> [Diagnostic] in
      do throws(FEELSyntaxError) {
        _ = try place.parsed()
        return []
      } catch {
        return error.problems.map { .feelSyntax($0, place) }
      }
    }
  }
}

extension Diagnostic {
  fileprivate static func feelSyntax(_ problem: FEELProblem, _ place: FEELPlace) -> Diagnostic {
    place.diagnostic(
      "feel/syntax", .error, "invalid expression: \(problem.message)",
      help: "Try the expression with 'bpmnc feel EXPRESSION'.", at: problem.range)
  }
}
