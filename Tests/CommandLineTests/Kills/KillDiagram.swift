/// A shop: visits start a process without a message, which sends a request; orders are messages that
/// start a process, which waits for the customer's answer.
enum KillDiagram {
  /// - Parameter stub: the origin of the service.
  static func text(stub: String) -> String {
    """
    <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="t"
      xmlns:zeebe="http://camunda.org/schema/zeebe/1.0">
    <message id="ordered" name="ordered"/>
    <message id="answered" name="answered"><extensionElements>
      <zeebe:subscription correlationKey="=customer"/></extensionElements></message>
    <process id="visit" isExecutable="true">
    <startEvent id="arrived" name="Arrived"
      zeebe:modelerTemplate="io.camunda.connectors.TwilioWebhook.v1">
      \(webhook("visit", ["resultExpression": "={visit: request.body.MessageSid}"]))</startEvent>
    <serviceTask id="send" name="Send"><extensionElements>
      <zeebe:taskDefinition type="io.camunda:http-json:1" retries="3"/>
      <zeebe:ioMapping>
        <zeebe:input source="post" target="method"/>
        <zeebe:input source="\(stub)/" target="url"/>
        <zeebe:input source="noAuth" target="authentication.type"/>
        <zeebe:input source="={visit: visit}" target="body"/>
      </zeebe:ioMapping></extensionElements></serviceTask>
    <endEvent id="left" name="Left"/>
    <sequenceFlow id="f1" sourceRef="arrived" targetRef="send"/>
    <sequenceFlow id="f2" sourceRef="send" targetRef="left"/></process>
    <process id="order" isExecutable="true">
    <startEvent id="orderReceived" name="Order received">
      \(message("order", ["resultExpression": "={customer: request.body.customer, order: request.body.MessageSid}"]))
      <messageEventDefinition id="m1" messageRef="ordered"/></startEvent>
    <intermediateCatchEvent id="answerReceived" name="Answer received">
      \(message("answer", ["resultExpression": "={answer: request.body.MessageSid}"]))
      <messageEventDefinition id="m2" messageRef="answered"/></intermediateCatchEvent>
    <endEvent id="done" name="Done"/>
    <sequenceFlow id="f3" sourceRef="orderReceived" targetRef="answerReceived"/>
    <sequenceFlow id="f4" sourceRef="answerReceived" targetRef="done"/></process></definitions>
    """
  }

  private static func message(_ path: String, _ properties: [String: String]) -> String {
    webhook(
      path,
      [
        "correlationRequired": "required",
        "correlationKeyExpression": "=request.body.customer",
        "messageIdExpression": "=request.body.MessageSid", "messageTtl": "PT1H",
      ].merging(properties) { $1 })
  }

  private static func webhook(_ path: String, _ properties: [String: String]) -> String {
    let all = [
      "inbound.type": "io.camunda:webhook:1", "inbound.method": "post", "inbound.context": path,
      "inbound.subtype": "ConfigurableInboundWebhook", "inbound.shouldValidateHmac": "disabled",
    ].merging(properties) { $1 }
    return "<extensionElements><zeebe:properties>"
      + all.sorted { $0.key < $1.key }
      .map { "<zeebe:property name=\"\($0.key)\" value=\"\($0.value)\"/>" }.joined()
      + "</zeebe:properties></extensionElements>"
  }
}
