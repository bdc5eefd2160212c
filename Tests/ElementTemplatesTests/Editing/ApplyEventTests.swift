import Testing
import TestSupport

@Suite("Applying a template to events")
struct ApplyEventTests {
  @Test("a message start event becomes a plain one")
  func noneStart() throws {
    try expectApplied(
      #"""
      {"label":"Webhook","type":"String","constraints":{"notEmpty":true},"binding":{"type":"zeebe:property","name":"inbound.context"}}
      """#,
      more: #"""
        "appliesTo":["bpmn:FlowNode"],"elementType":{"value":"bpmn:StartEvent"},
        """#,
      to: """
        <bpmn:startEvent id="A">
          <bpmn:outgoing>F</bpmn:outgoing>
          <bpmn:messageEventDefinition id="D" messageRef="M"/>
        </bpmn:startEvent>
        """,
      roots: """
        <bpmn:message id="M" name="by hand"/>
        """,
      gives: """
          <bpmn:process id="P">
            <bpmn:startEvent id="A" zeebe:modelerTemplate="T" zeebe:modelerTemplateVersion="1">
              <bpmn:extensionElements>
                <zeebe:properties>
                  <zeebe:property name="inbound.context" value="00000010-0000-4000-8000-000000000000"/>
                </zeebe:properties>
              </bpmn:extensionElements>
              <bpmn:outgoing>F</bpmn:outgoing>
            </bpmn:startEvent>
          </bpmn:process>
          <bpmn:message id="M" name="by hand"/>
        """)
  }

  @Test("a plain start event becomes a message start event, without a correlation key")
  func messageStart() throws {
    try expectApplied(
      #"""
      {"type":"Hidden","generatedValue":{"type":"uuid"},"binding":{"type":"bpmn:Message#property","name":"name"}},
      {"label":"Key","type":"String","feel":"required","constraints":{"notEmpty":true},"binding":{"type":"bpmn:Message#zeebe:subscription#property","name":"correlationKey"}},
      {"label":"Webhook","type":"String","constraints":{"notEmpty":true},"binding":{"type":"zeebe:property","name":"inbound.context"}}
      """#,
      more: #"""
        "appliesTo":["bpmn:FlowNode"],"elementType":{"value":"bpmn:StartEvent","eventDefinition":"bpmn:MessageEventDefinition"},
        """#,
      settings: ["inbound.context": "orders"],
      to: """
        <bpmn:startEvent id="A"/>
        """,
      gives: """
          <bpmn:process id="P">
            <bpmn:startEvent id="A" zeebe:modelerTemplate="T" zeebe:modelerTemplateVersion="1">
              <bpmn:extensionElements>
                <zeebe:properties>
                  <zeebe:property name="inbound.context" value="orders"/>
                </zeebe:properties>
              </bpmn:extensionElements>
              <bpmn:messageEventDefinition id="MessageEventDefinition_0000002" messageRef="Message_0000003"/>
            </bpmn:startEvent>
          </bpmn:process>
          <bpmn:message id="Message_0000003" name="00000010-0000-4000-8000-000000000000" zeebe:modelerTemplate="T"/>
        """)
  }

  @Test("the start event of an event sub-process has a correlation key")
  func subStart() throws {
    try expectApplied(
      #"""
      {"type":"Hidden","generatedValue":{"type":"uuid"},"binding":{"type":"bpmn:Message#property","name":"name"}},
      {"label":"Key","type":"String","feel":"required","constraints":{"notEmpty":true},"binding":{"type":"bpmn:Message#zeebe:subscription#property","name":"correlationKey"}}
      """#,
      more: #"""
        "appliesTo":["bpmn:FlowNode"],"elementType":{"value":"bpmn:StartEvent","eventDefinition":"bpmn:MessageEventDefinition"},
        """#,
      settings: ["correlationKey": "=id"],
      to: """
        <bpmn:subProcess id="E" triggeredByEvent="true">
          <bpmn:startEvent id="A"/>
        </bpmn:subProcess>
        """,
      gives: """
          <bpmn:process id="P">
            <bpmn:subProcess id="E" triggeredByEvent="true">
              <bpmn:startEvent id="A" zeebe:modelerTemplate="T" zeebe:modelerTemplateVersion="1">
                <bpmn:messageEventDefinition id="MessageEventDefinition_0000002" messageRef="Message_0000003"/>
              </bpmn:startEvent>
            </bpmn:subProcess>
          </bpmn:process>
          <bpmn:message id="Message_0000003" name="00000010-0000-4000-8000-000000000000" zeebe:modelerTemplate="T">
            <bpmn:extensionElements>
              <zeebe:subscription correlationKey="=id"/>
            </bpmn:extensionElements>
          </bpmn:message>
        """)
  }

  @Test("a timer start event")
  func timerStart() throws {
    try expectApplied(
      #"""
      {"label":"Time","type":"String","value":"R/PT1H","binding":{"type":"bpmn:TimerEventDefinition#property","name":"timeCycle"}}
      """#,
      more: #"""
        "appliesTo":["bpmn:FlowNode"],"elementType":{"value":"bpmn:StartEvent","eventDefinition":"bpmn:TimerEventDefinition"},
        """#,
      to: """
        <bpmn:startEvent id="A">
          <bpmn:timerEventDefinition id="D">
            <bpmn:timeDate>2026-01-01T00:00:00Z</bpmn:timeDate>
          </bpmn:timerEventDefinition>
        </bpmn:startEvent>
        """,
      gives: """
          <bpmn:process id="P">
            <bpmn:startEvent id="A" zeebe:modelerTemplate="T" zeebe:modelerTemplateVersion="1">
              <bpmn:timerEventDefinition id="D">
                <bpmn:timeCycle xsi:type="bpmn:tFormalExpression">R/PT1H</bpmn:timeCycle>
              </bpmn:timerEventDefinition>
            </bpmn:startEvent>
          </bpmn:process>
        """)
  }

  @Test("a signal start event")
  func signalStart() throws {
    try expectApplied(
      #"""
      {"label":"Signal","type":"String","value":"alarm","binding":{"type":"bpmn:Signal#property","name":"name"}}
      """#,
      more: #"""
        "appliesTo":["bpmn:FlowNode"],"elementType":{"value":"bpmn:StartEvent","eventDefinition":"bpmn:SignalEventDefinition"},
        """#,
      to: """
        <bpmn:startEvent id="A"/>
        """,
      gives: """
          <bpmn:process id="P">
            <bpmn:startEvent id="A" zeebe:modelerTemplate="T" zeebe:modelerTemplateVersion="1">
              <bpmn:signalEventDefinition id="SignalEventDefinition_0000001" signalRef="Signal_0000002"/>
            </bpmn:startEvent>
          </bpmn:process>
          <bpmn:signal id="Signal_0000002" name="alarm" zeebe:modelerTemplate="T"/>
        """)
  }

  @Test("a conditional start event")
  func conditionStart() throws {
    try expectApplied(
      #"""
      {"label":"When","type":"String","feel":"required","value":"=x > 1","binding":{"type":"bpmn:ConditionalEventDefinition#property","name":"condition"}},
      {"label":"On","type":"String","value":"create","binding":{"type":"bpmn:ConditionalEventDefinition#zeebe:conditionalFilter#property","name":"variableEvents"}}
      """#,
      more: #"""
        "appliesTo":["bpmn:FlowNode"],"elementType":{"value":"bpmn:StartEvent","eventDefinition":"bpmn:ConditionalEventDefinition"},
        """#,
      to: """
        <bpmn:startEvent id="A"/>
        """,
      gives: """
          <bpmn:process id="P">
            <bpmn:startEvent id="A" zeebe:modelerTemplate="T" zeebe:modelerTemplateVersion="1">
              <bpmn:conditionalEventDefinition id="ConditionalEventDefinition_0000001">
                <bpmn:extensionElements>
                  <zeebe:conditionalFilter variableEvents="create"/>
                </bpmn:extensionElements>
                <bpmn:condition xsi:type="bpmn:tFormalExpression">=x &gt; 1</bpmn:condition>
              </bpmn:conditionalEventDefinition>
            </bpmn:startEvent>
          </bpmn:process>
        """)
  }

  @Test("a timer catch event becomes a message catch event")
  func messageCatch() throws {
    try expectApplied(
      #"""
      {"type":"Hidden","generatedValue":{"type":"uuid"},"binding":{"type":"bpmn:Message#property","name":"name"}},
      {"label":"Key","type":"String","feel":"required","constraints":{"notEmpty":true},"binding":{"type":"bpmn:Message#zeebe:subscription#property","name":"correlationKey"}},
      {"label":"Webhook","type":"String","constraints":{"notEmpty":true},"binding":{"type":"zeebe:property","name":"inbound.context"}}
      """#,
      more: #"""
        "appliesTo":["bpmn:IntermediateCatchEvent","bpmn:IntermediateThrowEvent"],"elementType":{"value":"bpmn:IntermediateCatchEvent","eventDefinition":"bpmn:MessageEventDefinition"},
        """#,
      settings: ["correlationKey": "=id"],
      to: """
        <bpmn:intermediateCatchEvent id="A" name="Wait">
          <bpmn:incoming>F</bpmn:incoming>
          <bpmn:timerEventDefinition>
            <bpmn:timeDuration>PT1H</bpmn:timeDuration>
          </bpmn:timerEventDefinition>
        </bpmn:intermediateCatchEvent>
        """,
      roots: """
        <bpmn:message id="Other" name="other"/>
        """,
      gives: """
          <bpmn:process id="P">
            <bpmn:intermediateCatchEvent id="A" name="Wait" zeebe:modelerTemplate="T" zeebe:modelerTemplateVersion="1">
              <bpmn:extensionElements>
                <zeebe:properties>
                  <zeebe:property name="inbound.context" value="00000020-0000-4000-8000-000000000000"/>
                </zeebe:properties>
              </bpmn:extensionElements>
              <bpmn:incoming>F</bpmn:incoming>
              <bpmn:messageEventDefinition id="MessageEventDefinition_0000003" messageRef="Message_0000004"/>
            </bpmn:intermediateCatchEvent>
          </bpmn:process>
          <bpmn:message id="Other" name="other"/>
          <bpmn:message id="Message_0000004" name="00000010-0000-4000-8000-000000000000" zeebe:modelerTemplate="T">
            <bpmn:extensionElements>
              <zeebe:subscription correlationKey="=id"/>
            </bpmn:extensionElements>
          </bpmn:message>
        """)
  }

  @Test("a throw event becomes a catch event and keeps its flows")
  func throwToCatch() throws {
    try expectApplied(
      #"""
      {"type":"Hidden","generatedValue":{"type":"uuid"},"binding":{"type":"bpmn:Message#property","name":"name"}},
      {"label":"Webhook","type":"String","constraints":{"notEmpty":true},"binding":{"type":"zeebe:property","name":"inbound.context"}}
      """#,
      more: #"""
        "appliesTo":["bpmn:IntermediateCatchEvent","bpmn:IntermediateThrowEvent"],"elementType":{"value":"bpmn:IntermediateCatchEvent","eventDefinition":"bpmn:MessageEventDefinition"},
        """#,
      settings: ["inbound.context": "w"],
      to: """
        <bpmn:intermediateThrowEvent id="A">
          <bpmn:incoming>F</bpmn:incoming>
          <bpmn:outgoing>G</bpmn:outgoing>
        </bpmn:intermediateThrowEvent>
        """,
      gives: """
          <bpmn:process id="P">
            <bpmn:intermediateCatchEvent id="A" zeebe:modelerTemplate="T" zeebe:modelerTemplateVersion="1">
              <bpmn:extensionElements>
                <zeebe:properties>
                  <zeebe:property name="inbound.context" value="w"/>
                </zeebe:properties>
              </bpmn:extensionElements>
              <bpmn:incoming>F</bpmn:incoming>
              <bpmn:outgoing>G</bpmn:outgoing>
              <bpmn:messageEventDefinition id="MessageEventDefinition_0000002" messageRef="Message_0000003"/>
            </bpmn:intermediateCatchEvent>
          </bpmn:process>
          <bpmn:message id="Message_0000003" name="00000010-0000-4000-8000-000000000000" zeebe:modelerTemplate="T"/>
        """)
  }

  @Test("a timer catch event")
  func timerCatch() throws {
    try expectApplied(
      #"""
      {"label":"Time","type":"String","value":"PT5M","binding":{"type":"bpmn:TimerEventDefinition#property","name":"timeDuration"}}
      """#,
      more: #"""
        "appliesTo":["bpmn:FlowNode"],"elementType":{"value":"bpmn:IntermediateCatchEvent","eventDefinition":"bpmn:TimerEventDefinition"},
        """#,
      to: """
        <bpmn:intermediateCatchEvent id="A"/>
        """,
      gives: """
          <bpmn:process id="P">
            <bpmn:intermediateCatchEvent id="A" zeebe:modelerTemplate="T" zeebe:modelerTemplateVersion="1">
              <bpmn:timerEventDefinition id="TimerEventDefinition_0000001">
                <bpmn:timeDuration xsi:type="bpmn:tFormalExpression">PT5M</bpmn:timeDuration>
              </bpmn:timerEventDefinition>
            </bpmn:intermediateCatchEvent>
          </bpmn:process>
        """)
  }

  @Test("a signal throw event")
  func signalThrow() throws {
    try expectApplied(
      #"""
      {"label":"Signal","type":"String","value":"alarm","binding":{"type":"bpmn:Signal#property","name":"name"}}
      """#,
      more: #"""
        "appliesTo":["bpmn:FlowNode"],"elementType":{"value":"bpmn:IntermediateThrowEvent","eventDefinition":"bpmn:SignalEventDefinition"},
        """#,
      to: """
        <bpmn:intermediateThrowEvent id="A"/>
        """,
      gives: """
          <bpmn:process id="P">
            <bpmn:intermediateThrowEvent id="A" zeebe:modelerTemplate="T" zeebe:modelerTemplateVersion="1">
              <bpmn:signalEventDefinition id="SignalEventDefinition_0000001" signalRef="Signal_0000002"/>
            </bpmn:intermediateThrowEvent>
          </bpmn:process>
          <bpmn:signal id="Signal_0000002" name="alarm" zeebe:modelerTemplate="T"/>
        """)
  }

  @Test("a message throw event with a job")
  func messageThrow() throws {
    try expectApplied(
      #"""
      {"type":"Hidden","value":"io:1","binding":{"type":"zeebe:taskDefinition","property":"type"}},
      {"label":"to","type":"String","value":"x","binding":{"type":"zeebe:input","name":"to"}}
      """#,
      more: #"""
        "appliesTo":["bpmn:FlowNode"],"elementType":{"value":"bpmn:IntermediateThrowEvent","eventDefinition":"bpmn:MessageEventDefinition"},
        """#,
      to: """
        <bpmn:intermediateThrowEvent id="A"/>
        """,
      gives: """
          <bpmn:process id="P">
            <bpmn:intermediateThrowEvent id="A" zeebe:modelerTemplate="T" zeebe:modelerTemplateVersion="1">
              <bpmn:extensionElements>
                <zeebe:taskDefinition type="io:1"/>
                <zeebe:ioMapping>
                  <zeebe:input source="x" target="to"/>
                </zeebe:ioMapping>
              </bpmn:extensionElements>
              <bpmn:messageEventDefinition id="MessageEventDefinition_0000001"/>
            </bpmn:intermediateThrowEvent>
          </bpmn:process>
        """)
  }

  @Test("a boundary event stays where it sits")
  func messageBoundary() throws {
    try expectApplied(
      #"""
      {"type":"Hidden","generatedValue":{"type":"uuid"},"binding":{"type":"bpmn:Message#property","name":"name"}},
      {"label":"Key","type":"String","feel":"required","constraints":{"notEmpty":true},"binding":{"type":"bpmn:Message#zeebe:subscription#property","name":"correlationKey"}},
      {"label":"Webhook","type":"String","constraints":{"notEmpty":true},"binding":{"type":"zeebe:property","name":"inbound.context"}}
      """#,
      more: #"""
        "appliesTo":["bpmn:FlowNode"],"elementType":{"value":"bpmn:BoundaryEvent","eventDefinition":"bpmn:MessageEventDefinition"},
        """#,
      settings: ["correlationKey": "=id", "inbound.context": "w"],
      to: """
        <bpmn:task id="H"/>
        <bpmn:boundaryEvent id="A" attachedToRef="H"/>
        """,
      gives: """
          <bpmn:process id="P">
            <bpmn:task id="H"/>
            <bpmn:boundaryEvent id="A" attachedToRef="H" zeebe:modelerTemplate="T" zeebe:modelerTemplateVersion="1">
              <bpmn:extensionElements>
                <zeebe:properties>
                  <zeebe:property name="inbound.context" value="w"/>
                </zeebe:properties>
              </bpmn:extensionElements>
              <bpmn:messageEventDefinition id="MessageEventDefinition_0000002" messageRef="Message_0000003"/>
            </bpmn:boundaryEvent>
          </bpmn:process>
          <bpmn:message id="Message_0000003" name="00000010-0000-4000-8000-000000000000" zeebe:modelerTemplate="T">
            <bpmn:extensionElements>
              <zeebe:subscription correlationKey="=id"/>
            </bpmn:extensionElements>
          </bpmn:message>
        """)
  }

  @Test("a cycle does not interrupt")
  func timerBoundary() throws {
    try expectApplied(
      #"""
      {"label":"Time","type":"String","value":"R3/PT1H","binding":{"type":"bpmn:TimerEventDefinition#property","name":"timeCycle"}}
      """#,
      more: #"""
        "appliesTo":["bpmn:FlowNode"],"elementType":{"value":"bpmn:BoundaryEvent","eventDefinition":"bpmn:TimerEventDefinition"},
        """#,
      to: """
        <bpmn:task id="H"/>
        <bpmn:boundaryEvent id="A" attachedToRef="H">
          <bpmn:timerEventDefinition id="D"/>
        </bpmn:boundaryEvent>
        """,
      gives: """
          <bpmn:process id="P">
            <bpmn:task id="H"/>
            <bpmn:boundaryEvent id="A" attachedToRef="H" cancelActivity="false" zeebe:modelerTemplate="T" zeebe:modelerTemplateVersion="1">
              <bpmn:timerEventDefinition id="D">
                <bpmn:timeCycle xsi:type="bpmn:tFormalExpression">R3/PT1H</bpmn:timeCycle>
              </bpmn:timerEventDefinition>
            </bpmn:boundaryEvent>
          </bpmn:process>
        """)
  }

  @Test("a message end event with a job")
  func messageEnd() throws {
    try expectApplied(
      #"""
      {"type":"Hidden","value":"io:1","binding":{"type":"zeebe:taskDefinition","property":"type"}},
      {"label":"H","type":"String","value":"v","binding":{"type":"zeebe:taskHeader","key":"h"}}
      """#,
      more: #"""
        "appliesTo":["bpmn:FlowNode"],"elementType":{"value":"bpmn:EndEvent","eventDefinition":"bpmn:MessageEventDefinition"},
        """#,
      to: """
        <bpmn:endEvent id="A">
          <bpmn:incoming>F</bpmn:incoming>
        </bpmn:endEvent>
        """,
      gives: """
          <bpmn:process id="P">
            <bpmn:endEvent id="A" zeebe:modelerTemplate="T" zeebe:modelerTemplateVersion="1">
              <bpmn:extensionElements>
                <zeebe:taskDefinition type="io:1"/>
                <zeebe:taskHeaders>
                  <zeebe:header key="h" value="v"/>
                </zeebe:taskHeaders>
              </bpmn:extensionElements>
              <bpmn:incoming>F</bpmn:incoming>
              <bpmn:messageEventDefinition id="MessageEventDefinition_0000001"/>
            </bpmn:endEvent>
          </bpmn:process>
        """)
  }
}
