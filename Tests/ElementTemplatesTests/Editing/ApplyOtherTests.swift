import Testing
import TestSupport

@Suite("Applying a template to flows, gateways and processes")
struct ApplyOtherTests {
  @Test("a sequence flow")
  func flow() throws {
    try expectApplied(
      #"""
      {"label":"Condition","type":"String","value":"=ok","feel":"required","binding":{"type":"property","name":"conditionExpression"}}
      """#,
      more: #"""
        "appliesTo":["bpmn:SequenceFlow"],
        """#,
      to: """
        <bpmn:task id="S"/>
        <bpmn:sequenceFlow id="A" sourceRef="S" targetRef="S"/>
        """,
      gives: """
          <bpmn:process id="P">
            <bpmn:task id="S"/>
            <bpmn:sequenceFlow id="A" sourceRef="S" targetRef="S" zeebe:modelerTemplate="T" zeebe:modelerTemplateVersion="1">
              <bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">=ok</bpmn:conditionExpression>
            </bpmn:sequenceFlow>
          </bpmn:process>
        """)
  }

  @Test("an exclusive gateway")
  func gateway() throws {
    try expectApplied(
      #"""
      {"label":"Name","type":"String","value":"Ready?","binding":{"type":"property","name":"name"}}
      """#,
      more: #"""
        "appliesTo":["bpmn:Gateway"],"elementType":{"value":"bpmn:ExclusiveGateway"},
        """#,
      to: """
        <bpmn:parallelGateway id="A"/>
        """,
      gives: """
          <bpmn:process id="P">
            <bpmn:exclusiveGateway id="A" name="Ready?" zeebe:modelerTemplate="T" zeebe:modelerTemplateVersion="1"/>
          </bpmn:process>
        """)
  }

  @Test("a complex gateway")
  func complex() throws {
    try expectApplied(
      #"""
      {"label":"Activation","type":"String","value":"=n > 1","feel":"required","binding":{"type":"property","name":"activationCondition"}}
      """#,
      more: #"""
        "appliesTo":["bpmn:ComplexGateway"],
        """#,
      to: """
        <bpmn:complexGateway id="A"/>
        """,
      gives: """
          <bpmn:process id="P">
            <bpmn:complexGateway id="A" zeebe:modelerTemplate="T" zeebe:modelerTemplateVersion="1">
              <bpmn:activationCondition xsi:type="bpmn:tFormalExpression">=n &gt; 1</bpmn:activationCondition>
            </bpmn:complexGateway>
          </bpmn:process>
        """)
  }

  @Test("a process")
  func process() throws {
    try expectApplied(
      #"""
      {"label":"Tag","type":"String","value":"x","binding":{"type":"zeebe:property","name":"tag"}}
      """#,
      more: #"""
        "appliesTo":["bpmn:Process"],
        """#,
      element: "P", to: "",
      gives: """
          <bpmn:process id="P" zeebe:modelerTemplate="T" zeebe:modelerTemplateVersion="1">
            <bpmn:extensionElements>
              <zeebe:properties>
                <zeebe:property name="tag" value="x"/>
              </zeebe:properties>
            </bpmn:extensionElements>
          </bpmn:process>
        """)
  }
}
