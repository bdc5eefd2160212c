import Testing

@Suite("flow/constant-condition")
struct ConstantConditionTests {
  /// The elements found at a gateway whose flows have these conditions; the last is the default.
  private func found(_ conditions: [String], gateway: String = "xor") -> [String] {
    var lines = "start s\n\(gateway) g default=\"g_other\"\ns -> g\nend other"
    for (index, condition) in conditions.enumerated() {
      let text = condition.split(separator: "<", omittingEmptySubsequences: false)
        .joined(separator: "&lt;")
      lines +=
        "\nend e\(index)\n<bpmn:sequenceFlow id=\"f\(index)\" sourceRef=\"g\" "
        + "targetRef=\"e\(index)\"><bpmn:conditionExpression>\(text)</bpmn:conditionExpression>"
        + "</bpmn:sequenceFlow>"
    }
    return Finding.elements(
      of: "flow/constant-condition", in: FlowDiagram.process(lines + "\ng -> other"))
  }

  @Test("finds conditions that depend on nothing")
  func constants() {
    #expect(found(["=true"]) == ["f0"])
    #expect(found(["=1 > 2", "=x"]) == ["f0"])
    #expect(found(["=true"], gateway: "or") == [])
    #expect(found(["=false"], gateway: "or") == ["f0"])
    #expect(found(["=now() > date and time(\"2026-01-01T00:00:00Z\")"]) == [])
  }

  @Test(
    "finds conditions that contradict themselves",
    arguments: [
      "=x > 5 and x < 3", "=a.b = \"u\" and a.b = \"v\"", "=x = 1 and y and x = 2",
      "=x > 5 and x <= 5", "=5 < x and 3 >= x", "=k = \"a\" and k != \"a\"",
    ])
  func contradictions(condition: String) {
    #expect(found([condition]) == ["f0"])
  }

  @Test(
    "finds conditions that an earlier flow of an exclusive gateway takes away",
    arguments: [
      ["=x > 5", "=x > 10"], ["=x > 5", "=x > 5"], ["=k = \"a\"", "=k = \"a\" and y"],
      ["=k != \"a\"", "=k = \"b\""], ["=x >= 1", "=x = 1"], ["=ok", "=ok = true"],
      ["= x>5", "=x > 5 // again"],
    ])
  func taken(conditions: [String]) {
    #expect(found(conditions) == ["f1"])
    #expect(found(conditions, gateway: "or") == [])
  }

  @Test(
    "is silent where both may hold",
    arguments: [
      ["=x > 10", "=x > 5"], ["=x > 5", "=y > 10"], ["=x > 5 and y", "=x > 10"],
      ["=k = \"a\"", "=k = \"b\""], ["=k != \"a\"", "=k = 1"], ["=x > 5 or x < 3"],
      ["=f(x) > 5", "=f(x) > 6"], ["=random number() > 0.5", "=random number() > 0.5"],
    ])
  func silent(conditions: [String]) {
    #expect(found(conditions) == [])
  }
}
