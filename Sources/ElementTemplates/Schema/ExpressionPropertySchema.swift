import JSON

/// Members of BPMN elements that are expressions and therefore need FEEL properties.
enum ExpressionPropertySchema {
  private static let members = [
    (type: "bpmn:AdHocSubProcess", name: "completionCondition"),
    (type: "bpmn:SequenceFlow", name: "conditionExpression"),
    (type: "bpmn:ComplexGateway", name: "activationCondition"),
  ]

  static func check(_ template: TemplateDraft, _ report: inout SchemaReport) {
    for member in members where template.isFor(member.type) {
      for property in template.properties where property.binds(.property, member.name) {
        report.requireFEEL(property)
      }
    }
  }
}
