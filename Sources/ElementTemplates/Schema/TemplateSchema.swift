import JSON

/// The official schema of element templates for Camunda 8 as rules: which JSON is a valid template.
///
/// Accepts and rejects the same files as `@camunda/zeebe-element-templates-json-schema` 0.46.0, with
/// its own messages.
enum TemplateSchema {
  /// The reasons why a value is not a valid template, in document order; empty if it is valid.
  static func faults(of json: JSONNode) -> [TemplateFault] {
    var report = SchemaReport()
    guard case .object = json.value else {
      report.add("a template must be an object, not \(json.kind)", at: json)
      return report.faults
    }
    let template = TemplateDraft(json)
    for rule in templateRules { rule(template, &report) }
    for property in template.properties {
      guard case .object = property.json.value else {
        report.add(
          "\(property.title) must be an object, not \(property.json.kind)", at: property.json)
        continue
      }
      for rule in propertyRules { rule(property, &report) }
    }
    return report.faults.enumerated().sorted {
      ($0.element.range.lowerBound, $0.offset) < ($1.element.range.lowerBound, $1.offset)
    }.map(\.element)
  }

  private static let templateRules: [@Sendable (TemplateDraft, inout SchemaReport) -> Void] = [
    HeadSchema.check, TargetSchema.check, AppearanceSchema.check, StepSchema.check,
    ConfigurationTemplateSchema.check, MessageSchema.check, SignalSchema.check,
    TimerSchema.check, CallActivitySchema.check, UserTaskSchema.check,
    BusinessRuleTaskSchema.check, ScriptTaskSchema.check, VersionBindingSchema.check,
    AdHocSchema.check, OutputSchema.check, ListenerSchema.check, JobPrioritySchema.check,
    AgentSchema.check, ExpressionPropertySchema.check,
  ]

  private static let propertyRules: [@Sendable (PropertyDraft, inout SchemaReport) -> Void] = [
    PropertyFieldSchema.check, ChoiceSchema.check, ConstraintSchema.check,
    ConditionSchema.check, BindingSchema.check, OptionalSchema.check, FEELSchema.check,
    PropertyTypeSchema.check, ConfigurationSchema.check, VersionBindingSchema.check,
    PrioritySchema.check, TaskScheduleSchema.check, CallActivitySchema.check,
    ListenerSchema.check,
  ]
}
