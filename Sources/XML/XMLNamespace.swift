/// The namespaces used in BPMN files.
public enum XMLNamespace {
  /// The namespace of BPMN 2.0.
  public static let bpmn = "http://www.omg.org/spec/BPMN/20100524/MODEL"
  /// The namespace of BPMN DI, the drawing.
  public static let bpmndi = "http://www.omg.org/spec/BPMN/20100524/DI"
  /// The namespace of DC: bounds, points and fonts.
  public static let dc = "http://www.omg.org/spec/DD/20100524/DC"
  /// The namespace of DI, the drawing's base types.
  public static let di = "http://www.omg.org/spec/DD/20100524/DI"
  /// The namespace of XML Schema instance attributes.
  public static let xsi = "http://www.w3.org/2001/XMLSchema-instance"
  /// The namespace of Camunda 8's extensions.
  public static let zeebe = "http://camunda.org/schema/zeebe/1.0"
  /// The namespace of Camunda Modeler's platform attributes.
  public static let modeler = "http://camunda.org/schema/modeler/1.0"
  /// The namespace of Camunda 7's extensions.
  public static let camunda = "http://camunda.org/schema/1.0/bpmn"
  static let xml = "http://www.w3.org/XML/1998/namespace"

  private static let known = [bpmn, bpmndi, dc, di, xsi, zeebe, modeler, camunda]

  /// Whether a namespace is that of BPMN or of its drawing.
  static func isOfBPMN(_ namespace: String?) -> Bool {
    [bpmn, bpmndi, dc, di].contains(namespace)
  }

  /// The same text, as one of the constants above if it equals one: strings that share their
  /// storage compare faster.
  static func shared(_ namespace: String) -> String {
    known.first { $0 == namespace } ?? namespace
  }

  /// The usual namespace of a prefix, for files that do not declare it.
  static let usual: [String: String] = [
    "bpmn": bpmn, "bpmn2": bpmn, "semantic": bpmn, "model": bpmn,
    "bpmndi": bpmndi, "dc": dc, "omgdc": dc, "di": di, "omgdi": di, "xsi": xsi,
    "zeebe": zeebe, "modeler": modeler, "camunda": camunda,
  ]
}
