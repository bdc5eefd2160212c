import BPMN
public import JSON

extension BundleDiff {
  /// The document of `bundle diff --format json` (docs/machine-readable.md).
  public var json: JSONValue {
    [
      "version": 1,
      "same": .bool(isEmpty),
      "environment": environment.map(Self.json) ?? .null,
      "processes": .array(processes.map(Self.json)),
      "forms": .array(forms.map(Self.json)),
      "decisions": .array(decisions.map(Self.json)),
      "files": .array(files.map(Self.json)),
      "webhooks": .array(webhooks.map(Self.json)),
      "secrets": .array(
        secrets.map {
          [
            "change": .string($0.change.rawValue), "name": .string($0.name),
            "elements": .array($0.elements.map(JSONValue.string)),
          ]
        }),
      "templates": .array(templates.map(Self.json)),
    ]
  }

  private static func json(_ process: ProcessChange) -> JSONValue {
    [
      "change": .string(process.change.rawValue),
      "id": .string(process.id),
      "name": JSONValue(process.name),
      "file": .string(process.file),
      "drawingOnly": .bool(process.isDrawingOnly),
      "details": .array(process.details.map(json)),
      "elements": .array(
        process.elements.map { element in
          [
            "change": .string(element.change.rawValue),
            "id": .string(element.id),
            "label": .string(element.label),
            "type": .string(element.type.qualifiedName),
            "details": .array(element.details.map(json)),
          ]
        }),
    ]
  }

  private static func json(_ item: ItemChange) -> JSONValue {
    [
      "change": .string(item.change.rawValue), "id": JSONValue(item.id),
      "name": JSONValue(item.name), "file": .string(item.file),
    ]
  }

  private static func json(_ webhook: WebhookChange) -> JSONValue {
    [
      "change": .string(webhook.change.rawValue),
      "process": JSONValue(webhook.process),
      "element": JSONValue(webhook.element),
      "elementName": JSONValue(webhook.elementName),
      "path": JSONValue(webhook.path),
      "details": .array(webhook.details.map(json)),
    ]
  }

  private static func json(_ template: TemplateChange) -> JSONValue {
    [
      "change": .string(template.change.rawValue),
      "id": .string(template.id),
      "name": .string(template.name),
      "old": .array(template.old.map { JSONValue($0) }),
      "new": .array(template.new.map { JSONValue($0) }),
    ]
  }

  private static func json(_ detail: Detail) -> JSONValue {
    ["what": .string(detail.what), "old": JSONValue(detail.old), "new": JSONValue(detail.new)]
  }
}
