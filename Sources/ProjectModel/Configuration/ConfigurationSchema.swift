import BPMN
public import JSON

/// The JSON schema of `bpmnc.yaml`, with which editors complete and check it.
public enum ConfigurationSchema {
  /// The name of the file that `bpmnc init` writes.
  public static let fileName = "bpmnc.schema.json"

  /// The schema, in draft 7 of JSON Schema, which most editors support.
  /// - Parameter rules: the names and summaries of all rules.
  public static func document(rules: [(name: String, summary: String)]) -> JSONValue {
    let ruleProperties = rules.map { rule in
      let setting: JSONValue = [
        "description": .string(rule.summary), "allOf": [reference("ruleSetting")],
      ]
      return (rule.name, setting)
    }
    return [
      "$schema": "http://json-schema.org/draft-07/schema#",
      "title": "bpmnc.yaml",
      "type": ["object", "null"],
      "additionalProperties": false,
      "properties": .object(properties),
      "definitions": .object(
        definitions + [
          (
            "rules",
            [
              "type": "object", "properties": .object(ruleProperties),
              "additionalProperties": reference("ruleSetting"),
            ]
          )
        ]),
    ]
  }

  private static let properties: [(String, JSONValue)] = [
    ("version", ["description": "The version of the format.", "const": 1]),
    ("extends", texts("Files whose settings this file extends, relative to it.")),
    ("include", texts("Patterns of the only files to read, as in .gitignore.")),
    ("exclude", texts("Patterns of files that are not read, as in .gitignore.")),
    ("platform", platform("The Camunda version of diagrams that do not declare one.")),
    ("templates", texts("Folders with element templates, relative to this file.")),
    ("fail-on", choice("The lowest severity that makes lint fail.", ["error", "warning"])),
    ("rules", described("Rules by name or prefix (deploy/*).", "rules")),
    ("overrides", list("Settings for some files; later ones win.", "override")),
    ("checks", list("Rules of your own, written in FEEL.", "check")),
    (
      "environments",
      [
        "description": "The environments in which the processes run, by name.",
        "type": "object", "additionalProperties": reference("environment"),
      ]
    ),
    (
      "external",
      object(
        "The IDs of resources that other projects deploy.",
        [
          ("processes", texts("IDs of processes.")), ("forms", texts("IDs of forms.")),
          ("decisions", texts("IDs of decisions.")), ("resources", texts("Names of files.")),
        ])
    ),
  ]

  private static let definitions: [(String, JSONValue)] = [
    ("texts", ["anyOf": [text, ["type": "array", "items": text]]]),
    (
      "ruleSetting",
      [
        "anyOf": [
          level, ["type": "array", "minItems": 2, "maxItems": 2],
          object(nil, [("severity", level), ("options", ["type": "object"])]),
        ]
      ]
    ),
    (
      "override",
      object(
        nil,
        [
          ("files", texts("Patterns of files, as in .gitignore, relative to this file.")),
          ("platform", platform("The Camunda version of these files.")),
          ("rules", described("Rules by name or prefix (deploy/*).", "rules")),
        ], required: ["files"])
    ),
    (
      "check",
      object(
        nil,
        [
          ("name", described("The name of the rule, such as acme/retries.", "text")),
          ("elements", texts("Types of elements, such as bpmn:ServiceTask or bpmn:FlowNode.")),
          ("if", described("A FEEL condition that selects elements.", "text")),
          ("condition", described("The FEEL condition that must be true.", "text")),
          ("message", described("The problem if it is not.", "text")),
          ("help", described("How to fix it.", "text")),
          (
            "severity",
            choice(
              "The severity of findings.", RuleLevel.allCases.map(\.rawValue).filter { $0 != "off" }
            )
          ),
          ("pass", texts("BPMN that has no finding.")),
          ("fail", texts("BPMN that has a finding.")),
        ], required: ["name", "elements", "condition", "message"])
    ),
    ("environment", environment), ("secretSource", secretSource), ("number", number),
    ("text", text),
  ]

  private static let environment = object(
    nil,
    [
      ("kind", choice("Where it runs.", ProjectEnvironment.Kind.allCases.map(\.rawValue))),
      (
        "runtime",
        choice("The connector runtime.", ProjectEnvironment.Runtime.allCases.map(\.rawValue))
      ),
      ("region", described("The region of a SaaS cluster.", "text")),
      ("cluster-id", described("The ID of a SaaS cluster.", "text")),
      ("cluster", described("The address of the cluster's REST API.", "text")),
      ("base-url", described("The address of the connectors, before /inbound/….", "text")),
      ("public-url", described("The public address of a proxy or tunnel.", "text")),
      ("tenant", described("The tenant.", "text")),
      ("physical-tenant", described("The name of the cluster on a shared runtime.", "text")),
      ("tenant-in-path", ["description": "Whether paths name the tenant.", "type": "boolean"]),
      ("secrets", list("The sources of secrets, in lookup order.", "secretSource")),
      ("twilio", object("Twilio's settings.", [("numbers", list("Numbers.", "number"))])),
    ])

  private static let secretSource: JSONValue = [
    "anyOf": [
      ["const": "environment"],
      object(
        nil,
        [
          ("environment", object("Variables with a prefix.", [("prefix", ["type": "string"])])),
          ("env-file", described("A file with NAME=VALUE lines.", "text")),
          ("directory", described("A folder with a file for each secret.", "text")),
          ("json", described("A JSON file.", "text")), ("yaml", described("A YAML file.", "text")),
          ("command", texts("A program and its arguments; {name} is the secret's name.")),
        ]),
    ]
  ]

  private static let number = object(
    nil,
    [
      ("number", described("A number in quotes, or its SID.", "text")),
      ("messaging-service", described("The SID of a messaging service.", "text")),
      ("whatsapp", described("A sender such as whatsapp:+15005550006.", "text")),
      ("sid", described("The SID, if it is known.", "text")),
      ("webhook", described("The ID of the webhook to call.", "text")),
      ("fallback-url", described("The URL that Twilio calls if the webhook fails.", "text")),
    ], required: ["webhook"])

  // MARK: Parts

  /// A string; numbers and versions need no quotes.
  private static let text: JSONValue = ["type": ["string", "number"]]
  /// YAML 1.1 reads a plain `off` as false.
  private static let level: JSONValue = [
    "enum": .array(RuleLevel.allCases.map { .string($0.rawValue) } + [false])
  ]

  private static func reference(_ name: String) -> JSONValue {
    ["$ref": .string("#/definitions/\(name)")]
  }

  private static func described(_ description: String, _ name: String) -> JSONValue {
    ["description": .string(description), "allOf": [reference(name)]]
  }

  private static func texts(_ description: String) -> JSONValue { described(description, "texts") }

  private static func platform(_ description: String) -> JSONValue {
    described("\(description) Known: \(PlatformVersion.knownVersions).", "text")
  }

  private static func choice(_ description: String, _ values: [String]) -> JSONValue {
    ["description": .string(description), "enum": .array(values.map { .string($0) })]
  }

  private static func list(_ description: String, _ name: String) -> JSONValue {
    ["description": .string(description), "type": "array", "items": reference(name)]
  }

  private static func object(
    _ description: String?, _ properties: [(String, JSONValue)], required: [String] = []
  ) -> JSONValue {
    .object(
      (description.map { [("description", .string($0))] } ?? []) + [
        ("type", "object"), ("properties", .object(properties)), ("additionalProperties", false),
        ("required", .array(required.map { .string($0) })),
      ])
  }
}
