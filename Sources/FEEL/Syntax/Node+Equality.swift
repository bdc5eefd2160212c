/// Trees are equal if they have the same structure, regardless of their places in a text.
extension Node: Equatable {
  static func == (left: Node, right: Node) -> Bool { left.kind == right.kind }
}

extension Node.Entry: Equatable {
  static func == (left: Self, right: Self) -> Bool {
    left.key == right.key && left.isQuoted == right.isQuoted && left.value == right.value
  }
}

extension Node.PathName: Equatable {
  static func == (left: Self, right: Self) -> Bool { left.text == right.text }
}

extension FEELExpression {
  /// Whether both texts have the same tree; places and comments do not matter.
  public func hasSameTree(as other: FEELExpression) -> Bool { tree == other.tree }
}
