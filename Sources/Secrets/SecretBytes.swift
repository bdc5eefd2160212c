#if canImport(Glibc)
  import Glibc
#endif

/// The bytes of a value, for providers that keep it; overwritten when released.
///
/// The only property is a pointer, so that reflection shows an address.
final class SecretBytes: @unchecked Sendable {  // Nothing writes to the memory after `init`.
  private let memory: UnsafeMutableRawBufferPointer

  init(_ bytes: some Collection<UInt8>) {
    memory = .allocate(byteCount: bytes.count, alignment: 1)
    memory.copyBytes(from: bytes)
  }

  deinit {
    // The optimizer could remove a plain loop, because nothing reads the memory afterwards.
    if let address = memory.baseAddress { explicit_bzero(address, memory.count) }
    memory.deallocate()
  }

  var isEmpty: Bool { memory.isEmpty }

  var text: String { String(decoding: memory, as: UTF8.self) }
}
