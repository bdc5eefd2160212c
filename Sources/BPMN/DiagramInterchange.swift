import Synchronization
public import XML

/// The drawing of a model: `bpmndi` shapes and edges, with the elements that they draw.
public struct BPMNDiagram: Sendable {
  /// The `bpmndi:BPMNDiagram`.
  public let xml: XMLElement
  /// The shapes on its planes.
  public var shapes: [BPMNShape] = []
  /// The edges on its planes.
  public var edges: [BPMNEdge] = []
  /// The element that the plane shows: a process, a collaboration or a collapsed sub-process.
  public var subject: BPMNElement?
}

/// `bpmndi:BPMNShape`.
public struct BPMNShape: Sendable {
  /// The `bpmndi:BPMNShape`.
  public let xml: XMLElement
  /// The element that it draws; nil if the reference is dangling.
  public let element: BPMNElement?
  /// The bounds of the shape.
  public var bounds: Bounds? { xml.bounds }
  /// The bounds of its label, if given.
  public var labelBounds: Bounds? {
    xml.children.first { $0.isDiagram("BPMNLabel") }?.bounds
  }
  /// `isExpanded`; nil if the attribute is absent.
  public let isExpanded: Bool?
  /// Whether a pool or lane is drawn horizontally; nil if the attribute is absent.
  public let isHorizontal: Bool?

  /// `dc:Bounds`, in pixels.
  public struct Bounds: Sendable, Hashable {
    public var x, y, width, height: Double

    /// A box from its top left corner and its size.
    public init(x: Double, y: Double, width: Double, height: Double) {
      self.x = x
      self.y = y
      self.width = width
      self.height = height
    }
  }
}

/// `bpmndi:BPMNEdge`.
public struct BPMNEdge: Sendable {
  /// The `bpmndi:BPMNEdge`.
  public let xml: XMLElement
  /// The element that it draws; nil if the reference is dangling.
  public let element: BPMNElement?
  /// The waypoints from start to end, without those whose coordinates cannot be parsed.
  public var waypoints: [Point] {
    xml.children.compactMap { point in
      guard point.name.local == "waypoint", point.name.namespace == XMLNamespace.di,
        let x = point.attribute("x")?.number, let y = point.attribute("y")?.number
      else { return nil }
      return Point(x: x, y: y)
    }
  }

  /// `di:waypoint`, in pixels.
  public struct Point: Sendable, Hashable {
    public var x, y: Double

    /// A point from its coordinates.
    public init(x: Double, y: Double) {
      self.x = x
      self.y = y
    }
  }
}

extension BPMNModel {
  /// The diagrams in file order.
  public var diagrams: [BPMNDiagram] {
    drawing.withLock { drawing in
      if let drawing { return drawing }
      let read = document.root.children.filter { $0.isDiagram("BPMNDiagram") }.map(diagram)
      drawing = read
      return read
    }
  }

  private func diagram(_ xml: XMLElement) -> BPMNDiagram {
    var diagram = BPMNDiagram(xml: xml)
    for plane in xml.children where plane.isDiagram("BPMNPlane") {
      diagram.subject = referenced(plane, "bpmnElement")
      for item in plane.children {
        if item.isDiagram("BPMNShape") {
          diagram.shapes.append(shape(item))
        } else if item.isDiagram("BPMNEdge") {
          diagram.edges.append(edge(item))
        }
      }
    }
    return diagram
  }

  private func shape(_ xml: XMLElement) -> BPMNShape {
    func flag(_ name: String) -> Bool? { xml[name].map { $0 == "true" || $0 == "1" } }
    return BPMNShape(
      xml: xml, element: referenced(xml, "bpmnElement"), isExpanded: flag("isExpanded"),
      isHorizontal: flag("isHorizontal"))
  }

  private func edge(_ xml: XMLElement) -> BPMNEdge {
    BPMNEdge(xml: xml, element: referenced(xml, "bpmnElement"))
  }
}

extension XMLElement {
  fileprivate func isDiagram(_ local: String) -> Bool {
    name.local == local && name.namespace == XMLNamespace.bpmndi
  }

  fileprivate var bounds: BPMNShape.Bounds? {
    let box = children.first { $0.name.local == "Bounds" && $0.name.namespace == XMLNamespace.dc }
    guard let box, let x = box.attribute("x")?.number, let y = box.attribute("y")?.number,
      let width = box.attribute("width")?.number, let height = box.attribute("height")?.number
    else { return nil }
    return BPMNShape.Bounds(x: x, y: y, width: width, height: height)
  }
}
