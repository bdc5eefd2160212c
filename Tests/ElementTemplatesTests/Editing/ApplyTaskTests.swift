import Testing
import TestSupport

@Suite("Applying a template to activities")
struct ApplyTaskTests {
  @Test("a plain task becomes a service task")
  func task() throws {
    try expectApplied(
      #"""
      {"type":"Hidden","value":"io:1","binding":{"type":"zeebe:taskDefinition","property":"type"}},
      {"label":"url","type":"String","value":"x","binding":{"type":"zeebe:input","name":"url"}},
      {"label":"Verbose","type":"Boolean","value":true,"binding":{"type":"zeebe:input","name":"verbose"}},
      {"label":"Count","type":"Number","value":3,"feel":"static","binding":{"type":"zeebe:taskHeader","key":"count"}}
      """#,
      more: #"""
        "appliesTo":["bpmn:Task"],"elementType":{"value":"bpmn:ServiceTask"},
        """#,
      to: """
        <bpmn:task id="A" name="Ask"/>
        """,
      gives: """
          <bpmn:process id="P">
            <bpmn:serviceTask id="A" name="Ask" zeebe:modelerTemplate="T" zeebe:modelerTemplateVersion="1">
              <bpmn:extensionElements>
                <zeebe:taskDefinition type="io:1"/>
                <zeebe:ioMapping>
                  <zeebe:input source="x" target="url"/>
                  <zeebe:input source="=true" target="verbose"/>
                </zeebe:ioMapping>
                <zeebe:taskHeaders>
                  <zeebe:header key="count" value="=3"/>
                </zeebe:taskHeaders>
              </bpmn:extensionElements>
            </bpmn:serviceTask>
          </bpmn:process>
        """)
  }

  @Test("a service task keeps what was written by hand")
  func serviceTask() throws {
    try expectApplied(
      #"""
      {"type":"Hidden","value":"io:1","binding":{"type":"zeebe:taskDefinition","property":"type"}},
      {"label":"url","type":"String","value":"x","binding":{"type":"zeebe:input","name":"url"}},
      {"label":"Retries","type":"String","value":"3","binding":{"type":"zeebe:taskDefinition","property":"retries"}}
      """#,
      more: #"""
        "appliesTo":["bpmn:Task"],"elementType":{"value":"bpmn:ServiceTask"},
        """#,
      to: """
        <bpmn:serviceTask id="A">
          <bpmn:extensionElements>
            <zeebe:taskDefinition type="mine" retries="5"/>
            <zeebe:ioMapping>
              <zeebe:input source="=1" target="mine"/>
              <zeebe:input source="=u" target="url"/>
            </zeebe:ioMapping>
          </bpmn:extensionElements>
        </bpmn:serviceTask>
        """,
      gives: """
          <bpmn:process id="P">
            <bpmn:serviceTask id="A" zeebe:modelerTemplate="T" zeebe:modelerTemplateVersion="1">
              <bpmn:extensionElements>
                <zeebe:taskDefinition type="io:1" retries="5"/>
                <zeebe:ioMapping>
                  <zeebe:input source="=1" target="mine"/>
                  <zeebe:input source="=u" target="url"/>
                </zeebe:ioMapping>
              </bpmn:extensionElements>
            </bpmn:serviceTask>
          </bpmn:process>
        """)
  }

  @Test("a send task")
  func sendTask() throws {
    try expectApplied(
      #"""
      {"type":"Hidden","value":"io:1","binding":{"type":"zeebe:taskDefinition","property":"type"}},
      {"label":"Header","type":"String","value":"v","binding":{"type":"zeebe:taskHeader","key":"h"}}
      """#,
      more: #"""
        "appliesTo":["bpmn:Task"],"elementType":{"value":"bpmn:SendTask"},
        """#,
      to: """
        <bpmn:sendTask id="A">
          <bpmn:outgoing>F</bpmn:outgoing>
        </bpmn:sendTask>
        """,
      gives: """
          <bpmn:process id="P">
            <bpmn:sendTask id="A" zeebe:modelerTemplate="T" zeebe:modelerTemplateVersion="1">
              <bpmn:extensionElements>
                <zeebe:taskDefinition type="io:1"/>
                <zeebe:taskHeaders>
                  <zeebe:header key="h" value="v"/>
                </zeebe:taskHeaders>
              </bpmn:extensionElements>
              <bpmn:outgoing>F</bpmn:outgoing>
            </bpmn:sendTask>
          </bpmn:process>
        """)
  }

  @Test("a receive task gets a message of its own")
  func receiveTask() throws {
    try expectApplied(
      #"""
      {"type":"Hidden","generatedValue":{"type":"uuid"},"binding":{"type":"bpmn:Message#property","name":"name"}},
      {"label":"Key","type":"String","feel":"required","constraints":{"notEmpty":true},"binding":{"type":"bpmn:Message#zeebe:subscription#property","name":"correlationKey"}},
      {"label":"Webhook","type":"String","constraints":{"notEmpty":true},"binding":{"type":"zeebe:property","name":"inbound.context"}}
      """#,
      more: #"""
        "appliesTo":["bpmn:Task"],"elementType":{"value":"bpmn:ReceiveTask"},
        """#,
      settings: ["correlationKey": "customer"],
      to: """
        <bpmn:receiveTask id="A" messageRef="M"/>
        """,
      roots: """
        <bpmn:message id="M" name="shared"/>
        """,
      gives: """
          <bpmn:process id="P">
            <bpmn:receiveTask id="A" messageRef="Message_0000003" zeebe:modelerTemplate="T" zeebe:modelerTemplateVersion="1">
              <bpmn:extensionElements>
                <zeebe:properties>
                  <zeebe:property name="inbound.context" value="00000020-0000-4000-8000-000000000000"/>
                </zeebe:properties>
              </bpmn:extensionElements>
            </bpmn:receiveTask>
          </bpmn:process>
          <bpmn:message id="M" name="shared"/>
          <bpmn:message id="Message_0000003" name="00000010-0000-4000-8000-000000000000" zeebe:modelerTemplate="T">
            <bpmn:extensionElements>
              <zeebe:subscription correlationKey="=customer"/>
            </bpmn:extensionElements>
          </bpmn:message>
        """)
  }

  @Test("a user task")
  func userTask() throws {
    try expectApplied(
      #"""
      {"type":"Hidden","binding":{"type":"zeebe:userTask"}},
      {"label":"Form","type":"String","value":"form","binding":{"type":"zeebe:formDefinition","property":"formId"}},
      {"label":"Who","type":"String","value":"ann","binding":{"type":"zeebe:assignmentDefinition","property":"assignee"}},
      {"label":"Priority","type":"Number","value":50,"binding":{"type":"zeebe:priorityDefinition","property":"priority"}},
      {"label":"Due","type":"String","value":"=due","binding":{"type":"zeebe:taskSchedule","property":"dueDate"}},
      {"label":"On creation","type":"Hidden","value":"audit","binding":{"type":"zeebe:taskListener","eventType":"creating"}}
      """#,
      more: #"""
        "appliesTo":["bpmn:Task"],"elementType":{"value":"bpmn:UserTask"},
        """#,
      to: """
        <bpmn:task id="A"/>
        """,
      gives: """
          <bpmn:process id="P">
            <bpmn:userTask id="A" zeebe:modelerTemplate="T" zeebe:modelerTemplateVersion="1">
              <bpmn:extensionElements>
                <zeebe:userTask/>
                <zeebe:formDefinition formId="form"/>
                <zeebe:assignmentDefinition assignee="ann"/>
                <zeebe:priorityDefinition priority="50"/>
                <zeebe:taskSchedule dueDate="=due"/>
                <zeebe:taskListeners>
                  <zeebe:taskListener eventType="creating" type="audit"/>
                </zeebe:taskListeners>
              </bpmn:extensionElements>
            </bpmn:userTask>
          </bpmn:process>
        """)
  }

  @Test("a script task loses the job type that it had")
  func scriptTask() throws {
    try expectApplied(
      #"""
      {"label":"Script","type":"Text","value":"=1 + 1","feel":"required","binding":{"type":"zeebe:script","property":"expression"}},
      {"label":"Result","type":"String","value":"sum","binding":{"type":"zeebe:script","property":"resultVariable"}}
      """#,
      more: #"""
        "appliesTo":["bpmn:Task"],"elementType":{"value":"bpmn:ScriptTask"},
        """#,
      to: """
        <bpmn:scriptTask id="A">
          <bpmn:extensionElements>
            <zeebe:taskDefinition type="script"/>
          </bpmn:extensionElements>
        </bpmn:scriptTask>
        """,
      gives: """
          <bpmn:process id="P">
            <bpmn:scriptTask id="A" zeebe:modelerTemplate="T" zeebe:modelerTemplateVersion="1">
              <bpmn:extensionElements>
                <zeebe:script expression="=1 + 1" resultVariable="sum"/>
              </bpmn:extensionElements>
            </bpmn:scriptTask>
          </bpmn:process>
        """)
  }

  @Test("a business rule task")
  func businessRuleTask() throws {
    try expectApplied(
      #"""
      {"label":"Decision","type":"String","value":"dish","binding":{"type":"zeebe:calledDecision","property":"decisionId"}},
      {"label":"Result","type":"String","value":"r","binding":{"type":"zeebe:calledDecision","property":"resultVariable"}},
      {"label":"Binding","type":"Hidden","value":"deployment","binding":{"type":"zeebe:calledDecision","property":"bindingType"}}
      """#,
      more: #"""
        "appliesTo":["bpmn:Task"],"elementType":{"value":"bpmn:BusinessRuleTask"},
        """#,
      to: """
        <bpmn:businessRuleTask id="A" implementation="x"/>
        """,
      gives: """
          <bpmn:process id="P">
            <bpmn:businessRuleTask id="A" implementation="x" zeebe:modelerTemplate="T" zeebe:modelerTemplateVersion="1">
              <bpmn:extensionElements>
                <zeebe:calledDecision decisionId="dish" resultVariable="r" bindingType="deployment"/>
              </bpmn:extensionElements>
            </bpmn:businessRuleTask>
          </bpmn:process>
        """)
  }

  @Test("a manual task keeps its name and documentation")
  func manualTask() throws {
    try expectApplied(
      #"""
      {"label":"Name","type":"String","value":"Call the customer","binding":{"type":"property","name":"name"}}
      """#,
      more: #"""
        "appliesTo":["bpmn:ManualTask"],
        """#,
      to: """
        <bpmn:manualTask id="A" name="Call">
          <bpmn:documentation>By phone</bpmn:documentation>
        </bpmn:manualTask>
        """,
      gives: """
          <bpmn:process id="P">
            <bpmn:manualTask id="A" name="Call" zeebe:modelerTemplate="T" zeebe:modelerTemplateVersion="1">
              <bpmn:documentation>By phone</bpmn:documentation>
            </bpmn:manualTask>
          </bpmn:process>
        """)
  }

  @Test("a call activity passes no other variables on")
  func callActivity() throws {
    try expectApplied(
      #"""
      {"label":"Process","type":"String","value":"child","binding":{"type":"zeebe:calledElement","property":"processId"}},
      {"label":"Parents","type":"Hidden","value":true,"binding":{"type":"zeebe:calledElement","property":"propagateAllParentVariables"}}
      """#,
      more: #"""
        "appliesTo":["bpmn:Activity"],"elementType":{"value":"bpmn:CallActivity"},
        """#,
      to: """
        <bpmn:callActivity id="A"/>
        """,
      gives: """
          <bpmn:process id="P">
            <bpmn:callActivity id="A" zeebe:modelerTemplate="T" zeebe:modelerTemplateVersion="1">
              <bpmn:extensionElements>
                <zeebe:calledElement processId="child" propagateAllParentVariables="true" propagateAllChildVariables="false"/>
              </bpmn:extensionElements>
            </bpmn:callActivity>
          </bpmn:process>
        """)
  }

  @Test("a sub-process keeps what it holds")
  func subProcess() throws {
    try expectApplied(
      #"""
      {"label":"Out","type":"String","value":"result","binding":{"type":"zeebe:output","source":"=answer"}}
      """#,
      more: #"""
        "appliesTo":["bpmn:SubProcess"],
        """#,
      to: """
        <bpmn:subProcess id="A">
          <bpmn:startEvent id="S"/>
        </bpmn:subProcess>
        """,
      gives: """
          <bpmn:process id="P">
            <bpmn:subProcess id="A" zeebe:modelerTemplate="T" zeebe:modelerTemplateVersion="1">
              <bpmn:extensionElements>
                <zeebe:ioMapping>
                  <zeebe:output source="=answer" target="result"/>
                </zeebe:ioMapping>
              </bpmn:extensionElements>
              <bpmn:startEvent id="S"/>
            </bpmn:subProcess>
          </bpmn:process>
        """)
  }

  @Test("an ad-hoc sub-process")
  func adHocSubProcess() throws {
    try expectApplied(
      #"""
      {"label":"Elements","type":"String","value":"=[\"T\"]","feel":"required","binding":{"type":"zeebe:adHoc","property":"activeElementsCollection"}},
      {"label":"Done","type":"String","value":"=done","feel":"required","binding":{"type":"property","name":"completionCondition"}}
      """#,
      more: #"""
        "appliesTo":["bpmn:Activity"],"elementType":{"value":"bpmn:AdHocSubProcess"},
        """#,
      to: """
        <bpmn:adHocSubProcess id="A">
          <bpmn:task id="T"/>
        </bpmn:adHocSubProcess>
        """,
      gives: """
          <bpmn:process id="P">
            <bpmn:adHocSubProcess id="A" zeebe:modelerTemplate="T" zeebe:modelerTemplateVersion="1">
              <bpmn:extensionElements>
                <zeebe:adHoc activeElementsCollection="=[&quot;T&quot;]"/>
              </bpmn:extensionElements>
              <bpmn:task id="T"/>
              <bpmn:completionCondition xsi:type="bpmn:tFormalExpression">=done</bpmn:completionCondition>
            </bpmn:adHocSubProcess>
          </bpmn:process>
        """)
  }

  @Test("a service task with a linked resource and an execution listener")
  func linked() throws {
    try expectApplied(
      #"""
      {"type":"Hidden","value":"io:1","binding":{"type":"zeebe:taskDefinition","property":"type"}},
      {"label":"Resource","type":"String","value":"robot","binding":{"type":"zeebe:linkedResource","linkName":"RPA","property":"resourceId"}},
      {"type":"Hidden","value":"audit","binding":{"type":"zeebe:executionListener","eventType":"end","retries":"2","headers":[{"key":"k","value":"v"}]}}
      """#,
      more: #"""
        "entriesVisible":{"executionListeners":false},"appliesTo":["bpmn:Task"],"elementType":{"value":"bpmn:ServiceTask"},
        """#,
      to: """
        <bpmn:serviceTask id="A"/>
        """,
      gives: """
          <bpmn:process id="P">
            <bpmn:serviceTask id="A" zeebe:modelerTemplate="T" zeebe:modelerTemplateVersion="1">
              <bpmn:extensionElements>
                <zeebe:taskDefinition type="io:1"/>
                <zeebe:linkedResources>
                  <zeebe:linkedResource linkName="RPA" resourceId="robot"/>
                </zeebe:linkedResources>
                <zeebe:executionListeners>
                  <zeebe:executionListener eventType="end" type="audit" retries="2">
                    <zeebe:taskHeaders>
                      <zeebe:header key="k" value="v"/>
                    </zeebe:taskHeaders>
                  </zeebe:executionListener>
                </zeebe:executionListeners>
              </bpmn:extensionElements>
            </bpmn:serviceTask>
          </bpmn:process>
        """)
  }

  @Test("a service task for an agent")
  func agent() throws {
    try expectApplied(
      #"""
      {"type":"Hidden","value":"io:1","binding":{"type":"zeebe:taskDefinition","property":"type"}},
      {"label":"Agent","type":"Hidden","value":"external","binding":{"type":"zeebe:agentDefinition","property":"agentType"}},
      {"label":"Priority","type":"Number","value":7,"binding":{"type":"zeebe:jobPriorityDefinition","property":"priority"}}
      """#,
      more: #"""
        "appliesTo":["bpmn:Task"],"elementType":{"value":"bpmn:ServiceTask"},
        """#,
      to: """
        <bpmn:serviceTask id="A"/>
        """,
      gives: """
          <bpmn:process id="P">
            <bpmn:serviceTask id="A" zeebe:modelerTemplate="T" zeebe:modelerTemplateVersion="1">
              <bpmn:extensionElements>
                <zeebe:taskDefinition type="io:1"/>
                <zeebe:agentDefinition agentType="external"/>
                <zeebe:jobPriorityDefinition priority="7"/>
              </bpmn:extensionElements>
            </bpmn:serviceTask>
          </bpmn:process>
        """)
  }
}
