import Diagnostics
public import JSON

extension RuleDocumentation {
  /// The entry of a rule in `explain --format json` (docs/machine-readable.md).
  public var json: JSONValue {
    [
      "name": .string(name),
      "severities": .array(severities.map { .string($0.rawValue) }),
      "platforms": JSONValue(platforms),
      "summary": .string(summary),
      "text": .string(text),
      "examples": .array(
        examples.map {
          [
            "kind": $0.isGood ? "good" : "bad", "language": .string($0.language),
            "text": .string($0.text),
          ]
        }),
    ]
  }
}
