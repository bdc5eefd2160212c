import Diagnostics

/// An attribute of an element.
public struct XMLAttribute: Sendable {
  /// The element that has the attribute.
  public let element: XMLElement
  /// The index among all attributes of the document.
  public let index: Int

  @usableFromInline
  init(element: XMLElement, index: Int) {
    self.element = element
    self.index = index
  }

  private var record: AttributeRecord { element.document.attributeRecords[index] }

  /// The name of the attribute.
  public var name: XMLName { element.document.names[Int(record.name)] }
  /// The index of the name in the document's name table.
  public var nameIndex: Int { Int(record.name) }

  /// The range of the name, equals sign and quoted value.
  public var range: Range<Int> { Int(record.start)..<Int(record.valueEnd) + 1 }
  /// The range of the name.
  public var nameRange: Range<Int> { Int(record.start)..<Int(record.nameEnd) }
  /// The range of the value between its quotes.
  public var valueRange: Range<Int> { Int(record.valueStart)..<Int(record.valueEnd) }

  /// The value with references resolved and whitespace normalized (XML 1.0, 3.3.3).
  public var value: String {
    XMLText.decode(element.document.source.bytes, valueRange, as: .attribute)
  }

  /// Passes the UTF-8 of `value` to `body`, without a copy if nothing needs decoding.
  public func withValueBytes<Result>(
    _ body: (UnsafeBufferPointer<UInt8>) throws -> Result
  ) rethrows -> Result {
    let isPlain = XMLText.isPlain(element.document.source.bytes, valueRange, as: .attribute)
    if isPlain {
      return try element.document.source.bytes.withUnsafeBufferPointer {
        try body(UnsafeBufferPointer(rebasing: $0[valueRange]))
      }
    }
    var value = value
    return try value.withUTF8(body)
  }

  /// The value as a number; nil if it is not one.
  ///
  /// A drawing has thousands of numbers: common ones, integers or with few decimals, are parsed
  /// directly from the bytes.
  public var number: Double? {
    element.document.source.bytes.withUnsafeBufferPointer { bytes in
      let digits = bytes[valueRange]
      var whole = 0
      var decimals: Int?
      var isUsual = 1...15 ~= digits.count && digits.last != UInt8(ascii: ".")
      for byte in digits where isUsual {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"):
          whole = 10 * whole + Int(byte - UInt8(ascii: "0"))
          decimals = decimals.map { $0 + 1 }
        case UInt8(ascii: ".") where decimals == nil: decimals = 0
        default: isUsual = false
        }
      }
      // Both are exact, so their quotient is correctly rounded.
      return isUsual ? Double(whole) / Self.powersOfTen[decimals ?? 0] : Double(value)
    }
  }

  private static let powersOfTen: [Double] = (0...15).map { power in
    (0..<power).reduce(1) { product, _ in product * 10 }
  }

  /// Whether the attribute declares a namespace.
  public var isNamespaceDeclaration: Bool {
    name.prefix == "xmlns" || (name.prefix == nil && name.local == "xmlns")
  }

  /// The range in the file of a part of `value`, given as UTF-8 offsets.
  public func range(ofValue part: Range<Int>) -> Range<Int> {
    XMLText.sourceRange(
      of: part, in: element.document.source.bytes, valueRange, as: .attribute)
  }
}
