import Glibc

/// The current input, in a file that outlives the process.
struct CurrentInput {
  private static let size = 1 << 20
  private let memory: UnsafeMutableRawPointer

  /// Creates or overwrites `fuzz-input.txt`.
  init() {
    let file = open("fuzz-input.txt", O_RDWR | O_CREAT | O_TRUNC, 0o644)
    guard file >= 0, ftruncate(file, off_t(Self.size)) == 0,
      let memory = mmap(nil, Self.size, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0),
      memory != MAP_FAILED
    else {
      print("cannot write fuzz-input.txt")
      exit(2)
    }
    self.memory = memory
  }

  func set(_ index: Int, _ input: [UInt8]) {
    let bytes = Array("input \(index)\n".utf8) + input.prefix(Self.size - 64) + [0]
    bytes.withUnsafeBytes {
      UnsafeMutableRawBufferPointer(start: memory, count: Self.size).copyMemory(from: $0)
    }
  }
}
