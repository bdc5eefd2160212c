/// The namespaces that BPMN files use.
public enum XMLNamespace {
  /// The namespace of BPMN 2.0.
  public static let bpmn = "http://www.omg.org/spec/BPMN/20100524/MODEL"
  /// The namespace of BPMN's drawings.
  public static let bpmndi = "http://www.omg.org/spec/BPMN/20100524/DI"
  /// The namespace of boxes, points and fonts.
  public static let dc = "http://www.omg.org/spec/DD/20100524/DC"
  /// The namespace of diagrams in general.
  public static let di = "http://www.omg.org/spec/DD/20100524/DI"
  /// The namespace of XML Schema's attributes in documents.
  public static let xsi = "http://www.w3.org/2001/XMLSchema-instance"
  /// The namespace of Camunda 8's extensions.
  public static let zeebe = "http://camunda.org/schema/zeebe/1.0"
  /// The namespace in which the modeler names the platform.
  public static let modeler = "http://camunda.org/schema/modeler/1.0"
  /// The namespace of Camunda 7's extensions.
  public static let camunda = "http://camunda.org/schema/1.0/bpmn"
  static let xml = "http://www.w3.org/XML/1998/namespace"

  private static let known = [bpmn, bpmndi, dc, di, xsi, zeebe, modeler, camunda]

  /// Whether a namespace is one of BPMN or of its drawings.
  static func isOfBPMN(_ namespace: String?) -> Bool {
    [bpmn, bpmndi, dc, di].contains(namespace)
  }

  /// The same text, as one of the constants above where it is one: strings that share their
  /// storage are compared at once.
  static func shared(_ namespace: String) -> String {
    known.first { $0 == namespace } ?? namespace
  }

  /// What a prefix means by custom, for files that forgot to bind it.
  static let usual: [String: String] = [
    "bpmn": bpmn, "bpmn2": bpmn, "semantic": bpmn, "model": bpmn,
    "bpmndi": bpmndi, "dc": dc, "omgdc": dc, "di": di, "omgdi": di, "xsi": xsi,
    "zeebe": zeebe, "modeler": modeler, "camunda": camunda,
  ]
}
