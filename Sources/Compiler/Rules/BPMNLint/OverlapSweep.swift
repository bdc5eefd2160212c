import BPMN

/// Finds the shapes that touch or cover another one, by a sweep along the longer side of the drawing.
enum OverlapSweep {
  struct Shape {
    var element: BPMNElement
    var bounds: BPMNShape.Bounds

    fileprivate func meets(_ other: Shape) -> Bool {
      bounds.x <= other.bounds.x + other.bounds.width
        && other.bounds.x <= bounds.x + bounds.width
        && bounds.y <= other.bounds.y + other.bounds.height
        && other.bounds.y <= bounds.y + bounds.height
        && element.attachedTo != other.element && other.element.attachedTo != element
    }
  }

  /// The elements of the shapes that meet another one, other than a boundary event its activity.
  static func overlapping(_ shapes: [Shape]) -> [BPMNElement] {
    let isWide = spread(shapes, \.x, \.width) >= spread(shapes, \.y, \.height)
    let (start, length): (KeyPath<BPMNShape.Bounds, Double>, KeyPath<BPMNShape.Bounds, Double>) =
      isWide ? (\.x, \.width) : (\.y, \.height)
    var found: [Shape] = []
    // Those that were found already need no second partner, so one of them is enough for a new one.
    var open: [Shape] = []
    var openFound: [Shape] = []
    for shape in shapes.sorted(by: { $0.bounds[keyPath: start] < $1.bounds[keyPath: start] }) {
      let place = shape.bounds[keyPath: start]
      open.removeAll { $0.bounds[keyPath: start] + $0.bounds[keyPath: length] < place }
      openFound.removeAll { $0.bounds[keyPath: start] + $0.bounds[keyPath: length] < place }
      let partners = open.filter(shape.meets)
      if !partners.isEmpty {
        open.removeAll(where: shape.meets)
        openFound += partners
        found += partners
      }
      if !partners.isEmpty || openFound.contains(where: shape.meets) {
        found.append(shape)
        openFound.append(shape)
      } else {
        open.append(shape)
      }
    }
    return found.map(\.element)
  }

  private static func spread(
    _ shapes: [Shape], _ start: KeyPath<BPMNShape.Bounds, Double>,
    _ length: KeyPath<BPMNShape.Bounds, Double>
  ) -> Double {
    let first = shapes.lazy.map { $0.bounds[keyPath: start] }.min() ?? 0
    let last = shapes.lazy.map { $0.bounds[keyPath: start] + $0.bounds[keyPath: length] }.max()
    return (last ?? 0) - first
  }
}
