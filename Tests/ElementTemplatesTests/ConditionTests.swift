import BPMN
import ElementTemplates
import Testing

@Suite("Conditions")
struct ConditionTests {
  /// A property `p` of some type, what the element has for it, a condition on it, and whether it
  /// holds.
  struct Example: Sendable, CustomTestStringConvertible {
    var type: String
    /// The source of the input `p`; nil without such an input.
    var source: String?
    var condition: String
    var holds: Bool
    var testDescription: String { "\(type) '\(source ?? "")' \(condition)" }

    init(_ type: String, _ source: String?, _ condition: String, _ holds: Bool) {
      self.type = type
      self.source = source
      self.condition = condition
      self.holds = holds
    }
  }

  static let examples: [Example] = [
    Example("String", "a", #""equals": "a""#, true),
    Example("String", "a", #""equals": "b""#, false),
    Example("String", "a", #""equals": "A""#, false),
    Example("String", nil, #""equals": """#, true),
    Example("String", "1", #""equals": 1"#, false),
    Example("String", "true", #""equals": true"#, false),
    Example("String", "a", #""oneOf": ["b", "a"]"#, true),
    Example("String", "a", #""oneOf": ["b"]"#, false),
    Example("String", "a", #""oneOf": []"#, false),
    Example("String", nil, #""isEmpty": true"#, true),
    Example("String", "", #""isEmpty": true"#, true),
    Example("String", "", #""isEmpty": false"#, false),
    Example("String", "a", #""isEmpty": true"#, false),
    Example("String", " ", #""isEmpty": false"#, true),
    // An input of these types is a FEEL expression unless the property says otherwise.
    Example("Boolean", "=true", #""equals": true"#, true),
    Example("Boolean", "=false", #""equals": false"#, true),
    Example("Boolean", "=false", #""equals": "=false""#, true),
    Example("Boolean", "=x > 1", #""equals": true"#, true),
    Example("Boolean", "=true", #""equals": "true""#, false),
    Example("Number", "=3", #""equals": 3"#, true),
    Example("Number", "=3.0", #""equals": "3""#, true),
    Example("Number", "=3", #""oneOf": [1, 3]"#, true),
    Example("Number", "=x", #""equals": 3"#, false),
    Example("Number", nil, #""equals": 0"#, true),
  ]

  static func template(_ type: String, condition: String, feel: String = "") -> String {
    Fixture.template(
      """
      {"id": "p", "type": "\(type)", \(feel) "binding": {"type": "zeebe:input", "name": "p"}},
      {"id": "q", "condition": \(condition), "binding": {"type": "zeebe:input", "name": "q"}}
      """)
  }

  func active(_ template: String, _ source: String?, input: String = "p") throws -> [String] {
    let inputs = source.map { "<zeebe:input source=\"\($0)\" target=\"\(input)\"/>" } ?? ""
    let element = try Fixture.element(
      Fixture.task(Fixture.inputs(inputs.replacing("x > 1", with: "x &gt; 1"))))
    return try Fixture.read(template).activeProperties(of: element).compactMap(\.id)
  }

  @Test("a test of another property", arguments: examples)
  func test(_ example: Example) throws {
    let template = Self.template(
      example.type, condition: "{\"property\": \"p\", \(example.condition)}")
    #expect(try active(template, example.source).contains("q") == example.holds)
  }

  @Test("an expression equals itself where the value is always one")
  func expressions() throws {
    let condition = #"{"property": "p", "equals": "=a"}"#
    let required = Self.template("Text", condition: condition, feel: #""feel": "required","#)
    #expect(try active(required, "=a") == ["p", "q"])
    #expect(try active(required, "=b") == ["p"])
  }

  @Test("all clauses of allMatch must hold")
  func allMatch() throws {
    let both = Self.template(
      "String",
      condition: """
        {"allMatch": [{"property": "p", "equals": "a"}, {"property": "p", "isEmpty": false}]}
        """)
    #expect(try active(both, "a") == ["p", "q"])
    #expect(try active(both, "b") == ["p"])
  }

  @Test("a place without value equals nothing, not even empty text")
  func noValue() throws {
    let template = try Fixture.read(
      Self.template("String", condition: #"{"property": "p", "equals": ""}"#))
    let element = try Fixture.element(
      Fixture.task(Fixture.inputs("<zeebe:input target=\"p\"/>")))
    #expect(template.activeProperties(of: element).compactMap(\.id) == ["p"])
  }

  @Test("a missing property fails every test but that it is inactive")
  func missing() throws {
    for (test, holds) in [
      (#""equals": """#, false), (#""isEmpty": true"#, false), (#""isActive": true"#, false),
      (#""isActive": false"#, true),
    ] {
      let template = Self.template("String", condition: "{\"property\": \"none\", \(test)}")
      #expect(try active(template, nil).contains("q") == holds)
    }
  }

  /// `a` depends on the input `p`, `b` on the activity of `a`, `c` on the inactivity of `b`.
  static let chain = Fixture.template(
    """
    {"id": "p", "binding": {"type": "zeebe:input", "name": "p"}},
    {"id": "b", "condition": {"property": "a", "isActive": true},
     "binding": {"type": "zeebe:input", "name": "b"}},
    {"id": "a", "condition": {"property": "p", "equals": "x"},
     "binding": {"type": "zeebe:input", "name": "a"}},
    {"id": "c", "condition": {"property": "b", "isActive": false},
     "binding": {"type": "zeebe:input", "name": "c"}}
    """)

  @Test("activity follows through chains")
  func chains() throws {
    #expect(try active(Self.chain, "x") == ["p", "b", "a"])
    #expect(try active(Self.chain, "y") == ["p", "c"])
  }

  @Test("an inactive property's value still counts")
  func inactiveValue() throws {
    let template = Fixture.template(
      """
      {"id": "p", "condition": {"property": "none", "isActive": true},
       "binding": {"type": "zeebe:input", "name": "p"}},
      {"id": "q", "condition": {"property": "p", "equals": "x"},
       "binding": {"type": "zeebe:input", "name": "q"}}
      """)
    #expect(try active(template, "x") == ["q"])
  }

  @Test("properties that depend on each other's activity are inactive")
  func cycles() throws {
    let template = Fixture.template(
      """
      {"id": "a", "condition": {"property": "b", "isActive": true},
       "binding": {"type": "zeebe:input", "name": "a"}},
      {"id": "b", "condition": {"property": "a", "isActive": true},
       "binding": {"type": "zeebe:input", "name": "b"}},
      {"id": "c", "condition": {"allMatch": [{"property": "c", "isActive": true}]},
       "binding": {"type": "zeebe:input", "name": "c"}}
      """)
    #expect(try active(template, nil) == [])
  }

  @Test("a start event has a correlation key in an event sub-process only")
  func correlationKey() throws {
    let template = try Fixture.read(
      Fixture.template(
        """
        {"id": "k", "binding":
         {"type": "bpmn:Message#zeebe:subscription#property", "name": "correlationKey"}}
        """))
    let start = "<bpmn:startEvent id='A'><bpmn:messageEventDefinition/></bpmn:startEvent>"
    #expect(template.activeProperties(of: try Fixture.element(start)).isEmpty)
    for (flag, count) in [("true", 1), ("false", 0)] {
      let inside = "<bpmn:subProcess triggeredByEvent='\(flag)'>\(start)</bpmn:subProcess>"
      #expect(template.activeProperties(of: try Fixture.element(inside)).count == count)
    }
  }
}
