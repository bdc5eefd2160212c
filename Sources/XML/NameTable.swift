import CLibXML2

/// Interns qualified names.
///
/// libxml2 keeps every name once, so the address of its characters identifies it; a small table
/// with open addressing finds a name in a few nanoseconds, several times per tag.
struct NameTable {
  private(set) var names: [XMLName] = []
  private var isBound: [Bool] = []
  private var declarations: [String: Int32] = [:]
  private var slots: [Slot] = Array(repeating: Slot(), count: 256)

  private struct Slot {
    var local: UnsafePointer<xmlChar>?
    var prefix: UnsafePointer<xmlChar>?
    var uri: UnsafePointer<xmlChar>?
    var index: Int32 = -1
  }

  /// The index of a name, and whether its prefix is bound.
  mutating func index(
    local: UnsafePointer<xmlChar>, prefix: UnsafePointer<xmlChar>?, uri: UnsafePointer<xmlChar>?
  ) -> (index: Int32, isBound: Bool) {
    var slot = start(local, prefix, uri)
    while slots[slot].index >= 0 {
      let found = slots[slot]
      if found.local == local && found.prefix == prefix && found.uri == uri {
        return (found.index, isBound[Int(found.index)])
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    let index = Int32(names.count)
    let prefixText = prefix.map { String(cString: $0) }
    let bound = uri.map { XMLNamespace.shared(String(cString: $0)) }
    names.append(
      XMLName(
        prefix: prefixText, local: String(cString: local),
        namespace: bound ?? prefixText.flatMap { XMLNamespace.usual[$0] }))
    isBound.append(bound != nil || prefix == nil)
    slots[slot] = Slot(local: local, prefix: prefix, uri: uri, index: index)
    if names.count * 2 > slots.count { grow() }
    return (index, isBound[Int(index)])
  }

  /// The index of `xmlns` or `xmlns:prefix`.
  mutating func declarationIndex(_ qualified: String) -> Int32 {
    if let index = declarations[qualified] { return index }
    let index = Int32(names.count)
    let parts = qualified.split(separator: ":", maxSplits: 1)
    names.append(
      parts.count == 2
        ? XMLName(
          prefix: "xmlns", local: String(parts[1]), namespace: "http://www.w3.org/2000/xmlns/")
        : XMLName(local: qualified))
    isBound.append(true)
    declarations[qualified] = index
    return index
  }

  private func start(
    _ local: UnsafePointer<xmlChar>, _ prefix: UnsafePointer<xmlChar>?,
    _ uri: UnsafePointer<xmlChar>?
  ) -> Int {
    var hash = UInt(bitPattern: local) &* 0x9E37_79B9_7F4A_7C15
    hash ^= UInt(bitPattern: prefix) &* 0xC2B2_AE3D_27D4_EB4F
    hash ^= UInt(bitPattern: uri) &* 0x1656_67B1_9E37_79F9
    return Int(hash >> 40) & (slots.count - 1)
  }

  private mutating func grow() {
    let old = slots
    slots = Array(repeating: Slot(), count: old.count * 2)
    for entry in old {
      guard entry.index >= 0, let local = entry.local else { continue }
      var slot = start(local, entry.prefix, entry.uri)
      while slots[slot].index >= 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = entry
    }
  }
}
