import JSON

extension JSONNode {
  /// The JSON pointer (RFC 6901) from this value to the value or key that covers a range; nil if
  /// none does.
  func pointer(to range: Range<Int>) -> String? {
    guard self.range.lowerBound <= range.lowerBound, range.upperBound <= self.range.upperBound
    else { return nil }
    var pointer = ""
    var node = self
    while node.range != range {
      guard let step = node.step(to: range) else { break }
      pointer += "/" + step.name
      node = step.node
    }
    return pointer
  }

  /// The member or item that covers a range.
  private func step(to range: Range<Int>) -> (name: String, node: JSONNode)? {
    switch value {
    case .array(let items):
      // Items are in document order, so that long arrays can use binary search.
      var low = 0
      var high = items.count
      while low < high {
        let middle = (low + high) / 2
        if items[middle].range.upperBound < range.upperBound {
          low = middle + 1
        } else {
          high = middle
        }
      }
      guard low < items.count, items[low].range.lowerBound <= range.lowerBound else { return nil }
      return (String(low), items[low])
    case .object(let members):
      guard
        let member = members.first(where: {
          $0.keyRange.lowerBound <= range.lowerBound
            && range.upperBound <= $0.value.range.upperBound
        })
      else { return nil }
      return (member.key.escapedForPointer, member.value)
    default:
      return nil
    }
  }
}

extension String {
  fileprivate var escapedForPointer: String {
    guard contains(where: { $0 == "~" || $0 == "/" }) else { return self }
    return map { $0 == "~" ? "~0" : $0 == "/" ? "~1" : String($0) }.joined()
  }
}
