// BPMN
