public import Diagnostics
public import XML

/// The result of reading a BPMN file: the model, if it could be read, and the problems.
public struct BPMNFile: Sendable {
  /// The text of the file.
  public var source: SourceText
  /// Nil if the file is not XML, or not BPMN.
  public var model: BPMNModel?
  /// The problems found while reading.
  public var diagnostics: [Diagnostic]

  /// Parses a file's bytes.
  ///
  ///
  /// - Parameter path: the file's name in messages.
  public init(parsing bytes: [UInt8], path: String, limits: XMLLimits = XMLLimits()) {
    self.init(XMLParser.parse(bytes, path: path, limits: limits))
  }

  /// Builds the model of a file already parsed as XML.
  public init(_ xml: XMLParseResult) {
    source = xml.source
    diagnostics = xml.diagnostics
    guard let document = xml.document else { return }
    let root = document.root.name
    guard root.local == "definitions", root.namespace == XMLNamespace.bpmn else {
      diagnostics.append(.notBPMN(document.root))
      return
    }
    var builder = ModelBuilder(document)
    let model = builder.build()
    diagnostics += builder.diagnostics
    diagnostics += ReferenceCheck.diagnostics(model)
    self.model = model
  }
}

/// Turns the XML tree into the model: types, containment, ids, flows.
private struct ModelBuilder {
  let document: XMLDocument
  private(set) var diagnostics: [Diagnostic] = []
  private var records: [BPMNModel.Record] = []
  private var lastChild: [Int32] = []
  private var modelIndexes: [Int32] = []
  private var idTable: IDTable

  /// By name index: the BPMN element type, and how the name is used.
  private let types: [ElementType?]
  private let kinds: [NameKind]

  private enum NameKind {
    case bpmn, diagram, other
  }

  init(_ document: XMLDocument) {
    self.document = document
    types = document.names.map { name in
      name.namespace == XMLNamespace.bpmn ? ElementType(rawValue: name.local) : nil
    }
    kinds = document.names.map { name in
      switch name.namespace {
      case XMLNamespace.bpmn: .bpmn
      case XMLNamespace.bpmndi, XMLNamespace.di, XMLNamespace.dc: .diagram
      default: .other
      }
    }
    idTable = IDTable(document)
    records.reserveCapacity(document.elementCount / 2)
    modelIndexes = [Int32](repeating: -1, count: document.elementCount)
  }

  mutating func build() -> BPMNModel {
    for index in 0..<document.elementCount {
      let element = document.element(at: index)
      if let parent = element.parent,
        kinds[parent.nameIndex] == .other || modelIndexes[parent.index] == BPMNModel.vendors
      {
        modelIndexes[index] = BPMNModel.vendors
        continue
      }
      let kind = kinds[element.nameIndex]
      guard kind != .other else { continue }
      if let type = types[element.nameIndex] { append(type, element) }
      // All ids of BPMN and of the diagram share one XML id space.
      guard let id = element.idAttribute, !id.valueRange.isEmpty,
        let first = idTable.add(id)
      else { continue }
      diagnostics.append(
        .duplicateID(id.value, element, first: document.element(at: Int(first)), in: document))
    }
    let unlinked = BPMNModel(
      document: document, records: records, modelIndexes: modelIndexes, idTable: idTable,
      references: [], flows: FlowTable(elementCount: 0, flows: [], attachments: []))
    let model = BPMNModel(unlinked, references: references(in: unlinked), flows: unlinked.flows)
    let flows = model.elements(.sequenceFlow).map { flow in
      (
        flow: Int32(flow.index), source: Int32(flow.flowSource?.index ?? -1),
        target: Int32(flow.flowTarget?.index ?? -1)
      )
    }
    return BPMNModel(
      model, references: model.references,
      flows: FlowTable(
        elementCount: records.count, flows: flows,
        attachments: model.elements(.boundaryEvent).map { event in
          (event: Int32(event.index), host: Int32(event.attachedTo?.index ?? -1))
        }))
  }

  /// Resolves each reference once.
  private func references(in model: BPMNModel) -> [BPMNModel.Reference] {
    var references = [BPMNModel.Reference](repeating: .none, count: document.attributeCount)
    let isReference = document.names.map(ReferenceCheck.isReference)
    for index in 0..<document.elementCount {
      let element = document.element(at: index)
      guard kinds[element.nameIndex] != .other, !model.isVendors(element) else { continue }
      for attribute in element.attributes {
        guard isReference[attribute.nameIndex], !attribute.valueRange.isEmpty else { continue }
        references[attribute.index] =
          model.resolve(attribute).map { .element(Int32($0.index)) } ?? .dangling
      }
    }
    return references
  }

  private mutating func append(_ type: ElementType, _ element: XMLElement) {
    let index = Int32(records.count)
    let parent = element.parent.map { modelIndexes[$0.index] } ?? -1
    let process = type == .process ? index : parent < 0 ? -1 : records[Int(parent)].process
    records.append(
      BPMNModel.Record(type: type, xml: Int32(element.index), parent: parent, process: process))
    lastChild.append(-1)
    modelIndexes[element.index] = index
    guard parent >= 0 else { return }
    let previous = lastChild[Int(parent)]
    if previous >= 0 {
      records[Int(previous)].nextSibling = index
    } else {
      records[Int(parent)].firstChild = index
    }
    lastChild[Int(parent)] = index
  }
}

extension Diagnostic {
  /// # xml/not-bpmn
  ///
  /// A `.bpmn` file contains BPMN 2.0.
  ///
  /// The root element is `definitions` in the namespace of BPMN 2.0. Other XML, such as a DMN
  /// decision saved as `.bpmn`, is not checked. Rename the file, or save the diagram again from a
  /// modeler.
  ///
  /// Severity: error
  ///
  /// Bad:
  /// ```xml
  /// <?xml version="1.0" encoding="UTF-8"?>
  /// <1️⃣html><body /></html>
  /// ```
  ///
  /// Good:
  /// ```xml
  /// <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL">
  ///   <bpmn:process id="order" />
  /// </bpmn:definitions>
  /// ```
  fileprivate static func notBPMN(_ root: XMLElement) -> Diagnostic {
    Diagnostic(
      rule: "xml/not-bpmn", severity: .error,
      message: "the root element is '\(root.name.qualified)', not 'definitions' of BPMN 2.0",
      help: "A BPMN file starts with <bpmn:definitions xmlns:bpmn=\"\(XMLNamespace.bpmn)\">.",
      location: SourceLocation(root.document.source, root.nameRange))
  }

  /// # xml/duplicate-id
  ///
  /// Every id is unique.
  ///
  /// References such as `sourceRef` name elements by id; if two elements share an id, tools pick
  /// one and ignore the other. It happens when parts of a diagram are copied by hand, or merged.
  /// Give one of them another id, and correct the references to it.
  ///
  /// Severity: error
  ///
  /// Bad:
  /// ```xml
  /// <bpmn:task id="pack" name="Pack" />
  /// <bpmn:task id="1️⃣pack" name="Send" />
  /// ```
  ///
  /// Good:
  /// ```xml
  /// <bpmn:task id="pack" name="Pack" />
  /// <bpmn:task id="send" name="Send" />
  /// ```
  fileprivate static func duplicateID(
    _ id: String, _ element: XMLElement, first: XMLElement, in document: XMLDocument
  ) -> Diagnostic {
    func place(_ element: XMLElement) -> SourceLocation {
      SourceLocation(document.source, element.idAttribute?.valueRange ?? element.nameRange)
    }
    let line = place(first).start.line
    return Diagnostic(
      rule: "xml/duplicate-id", severity: .error,
      message:
        "duplicate id '\(id)': it belongs to '\(element.name.local)' here and to "
        + "'\(first.name.local)' on line \(line)",
      help: "Give one of them another id and correct the references to it.",
      location: place(element),
      element: ElementReference(
        id: id, name: element["name"],
        type: "bpmn:" + element.name.local.prefix(1).uppercased() + element.name.local.dropFirst()),
      notes: [Diagnostic.Note(message: "first used here", location: place(first))])
  }
}
