import BPMN
import Diagnostics
import Linting

extension LintRule {
  /// # camunda-compat/called-element
  ///
  /// A call activity must name the process it calls.
  ///
  /// The engine finds the process by the `processId` of `zeebe:calledElement`. From Camunda 8.10
  /// on, a static business id must be shorter than 256 characters.
  ///
  /// Bad:
  /// ```xml
  /// 1️⃣<bpmn:callActivity id="pay" name="Pay" />
  /// ```
  ///
  /// Good:
  /// ```xml
  /// <bpmn:callActivity id="pay" name="Pay">
  ///   <bpmn:extensionElements>
  ///     <zeebe:calledElement processId="payment" />
  ///   </bpmn:extensionElements>
  /// </bpmn:callActivity>
  /// ```
  static let compatCalledElement = compat(
    "called-element", .error
  ) { rule in
    rule.elements(.callActivity).flatMap { activity -> [Diagnostic] in
      let called = rule.extensions("calledElement", of: activity)
      guard let element = called.first, called.count == 1 else {
        return [
          rule.finding(
            called.isEmpty
              ? "\"\(activity.label)\" does not name the process it calls"
              : "\"\(activity.label)\" has \(called.count) called elements",
            help: "Add one zeebe:calledElement with the id of the process.", on: activity,
            at: called.last?.place.location)
        ]
      }
      var found: [Diagnostic] = []
      if element["processId"].isMissing {
        let place = element.attribute("processId")
        found.append(
          rule.finding(
            "\"\(activity.label)\" does not name the process it calls",
            help: "Set processId to the id of the process.", on: activity, at: place.location,
            path: place.path))
      }
      if rule.isAtLeast(8, 10), let id = element["businessId"], !id.hasPrefix("="),
        id.utf16.count >= 256
      {
        let place = element.attribute("businessId")
        found.append(
          rule.finding(
            "the business id of \"\(activity.label)\" has \(id.utf16.count) characters",
            help: "Shorten it to at most 255 characters.", on: activity, at: place.location,
            path: place.path))
      }
      return found
    }
  }
}
