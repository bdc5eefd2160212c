/// Trees are equal when they say the same, wherever in a text they stand.
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
  /// Whether both texts were read as the same tree; places and comments don't count.
  public func hasSameTree(as other: FEELExpression) -> Bool { tree == other.tree }
}
