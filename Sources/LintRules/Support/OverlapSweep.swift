import BPMN

/// Finds shapes that touch or overlap, using a sweep line along the longer side of the drawing.
enum OverlapSweep {
  struct Shape {
    var element: BPMNElement
    var bounds: BPMNShape.Bounds

    func meets(_ other: Shape) -> Bool {
      bounds.x <= other.bounds.right && other.bounds.x <= bounds.right
        && bounds.y <= other.bounds.bottom && other.bounds.y <= bounds.bottom
        && element.attachedTo != other.element && other.element.attachedTo != element
    }
  }

  /// A shape with its extent along the sweep.
  private struct Item {
    var shape: Shape
    var start: Double
    var end: Double
  }

  /// The elements whose shapes meet another shape, except boundary events on their own activity.
  static func overlapping(_ shapes: [Shape]) -> [BPMNElement] {
    var found: [BPMNElement] = []
    // Shapes already found need no second partner, so one of them is enough to compare with.
    var open: [Item] = []
    var openFound: [Item] = []
    for item in items(shapes) {
      open.removeAll { $0.end < item.start }
      openFound.removeAll { $0.end < item.start }
      let partners = open.filter { $0.shape.meets(item.shape) }
      if !partners.isEmpty {
        open.removeAll { $0.shape.meets(item.shape) }
        openFound += partners
        found += partners.map(\.shape.element)
      }
      if !partners.isEmpty || openFound.contains(where: { $0.shape.meets(item.shape) }) {
        found.append(item.shape.element)
        openFound.append(item)
      } else {
        open.append(item)
      }
    }
    return found
  }

  /// In sweep order.
  private static func items(_ shapes: [Shape]) -> [Item] {
    let wide = shapes.map { Item(shape: $0, start: $0.bounds.x, end: $0.bounds.right) }
    let high = shapes.map { Item(shape: $0, start: $0.bounds.y, end: $0.bounds.bottom) }
    let items = length(wide) >= length(high) ? wide : high
    return items.sorted { $0.start < $1.start }
  }

  private static func length(_ items: [Item]) -> Double {
    let first = items.map(\.start).min() ?? 0
    let last = items.map(\.end).max() ?? 0
    return last - first
  }
}

extension BPMNShape.Bounds {
  var right: Double { x + width }
  var bottom: Double { y + height }
}
