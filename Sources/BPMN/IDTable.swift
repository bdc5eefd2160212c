import XML

/// The elements of a document by id.
///
/// Each id is looked up several times, by every reference to it; so the bytes of the file are compared
/// as they stand, and no text is made of them.
struct IDTable: Sendable {
  private let document: XMLDocument
  /// Open addressing: XML indexes, -1 for an empty slot.
  private var slots: [Int32]
  private var count = 0

  init(_ document: XMLDocument) {
    self.document = document
    slots = [Int32](repeating: -1, count: 64)
  }

  /// Adds an element with its id, unless another one has it.
  /// - Returns: the XML index of the other one.
  mutating func add(_ id: XMLAttribute) -> Int32? {
    id.withValueBytes { bytes in
      let slot = slot(of: bytes)
      if slots[slot] >= 0 { return slots[slot] }
      slots[slot] = Int32(id.element.index)
      count += 1
      if count * 2 > slots.count { grow() }
      return nil
    }
  }

  /// The XML index of the first element with an id.
  func find(_ id: UnsafeBufferPointer<UInt8>) -> Int32? {
    let index = slots[slot(of: id)]
    return index < 0 ? nil : index
  }

  /// The slot of an id, or the empty one where it belongs.
  private func slot(of id: UnsafeBufferPointer<UInt8>) -> Int {
    var slot = Self.hash(id) & (slots.count - 1)
    while slots[slot] >= 0, !isID(id, ofElement: slots[slot]) {
      slot = (slot + 1) & (slots.count - 1)
    }
    return slot
  }

  private func isID(_ id: UnsafeBufferPointer<UInt8>, ofElement index: Int32) -> Bool {
    document.element(at: Int(index)).attribute("id")?.withValueBytes { $0.elementsEqual(id) }
      ?? false
  }

  private mutating func grow() {
    let old = slots
    slots = [Int32](repeating: -1, count: old.count * 2)
    for index in old where index >= 0 {
      document.element(at: Int(index)).attribute("id")?.withValueBytes { id in
        slots[slot(of: id)] = index
      }
    }
  }

  /// Differs from run to run, so that no file can be made whose ids all meet in one slot.
  private static func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    var hash = seed
    for byte in bytes {
      hash = (hash ^ UInt64(byte)) &* 0x9E37_79B9_7F4A_7C15
      hash ^= hash >> 29
    }
    return Int(truncatingIfNeeded: hash >> 20)
  }

  private static let seed = UInt64.random(in: .min ... .max)
}
