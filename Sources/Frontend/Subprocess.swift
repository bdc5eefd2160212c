import FoundationEssentials
import Glibc
import Synchronization

/// A program to run to completion, without a shell and without standard input, with limits on its
/// time and output.
public struct Subprocess: Sendable {
  /// The program, which is searched on the `PATH`, and its arguments.
  public var arguments: [String]
  /// Environment variables that are added to, or override, those of this process.
  public var environment: [String: String]
  /// How long the program may run.
  public var timeLimit: Duration
  /// The limit for standard output in bytes; standard error is truncated.
  public var maximumOutput: Int

  /// A program with its arguments.
  public init(
    _ arguments: [String], environment: [String: String] = [:],
    timeLimit: Duration = .seconds(30), maximumOutput: Int = 16 << 20
  ) {
    self.arguments = arguments
    self.environment = environment
    self.timeLimit = timeLimit
    self.maximumOutput = maximumOutput
  }

  /// The exit status and output of a program.
  public struct Outcome: Sendable {
    /// The exit code, or 128 plus the number of the signal that ended the program.
    public var status: Int32
    /// Its standard output.
    public var output: [UInt8]
    /// Its standard error.
    public var errors: String
  }

  /// Why there is no outcome. The program was killed if it had started.
  public enum Failure: Error, Hashable, Sendable {
    case notFound
    case cannotStart(String)
    case tookTooLong
    case tooMuchOutput
  }

  /// Runs the program to completion.
  public func run() throws(Failure) -> Outcome {
    guard let output = PipePair(), let errors = PipePair() else {
      throw .cannotStart(String(cString: strerror(errno)))
    }
    let process = try spawn(output: output, errors: errors)
    output.closeWriting()
    errors.closeWriting()
    let deadline = ContinuousClock.now + timeLimit
    do throws(Failure) {
      let texts = try read(output.reading, errors.reading, until: deadline)
      let status = try wait(for: process, until: deadline)
      return Outcome(
        status: status, output: texts.output,
        errors: String(decoding: texts.errors, as: UTF8.self))
    } catch {
      // The whole process group, so that no child process survives.
      kill(-process, SIGKILL)
      var status: Int32 = 0
      waitpid(process, &status, 0)
      throw error
    }
  }

  // MARK: Starting

  /// A program that is started while another thread opens a pipe would inherit its ends.
  fileprivate static let starting = Mutex(())

  private func spawn(output: PipePair, errors: PipePair) throws(Failure) -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, output.writing, STDOUT_FILENO)
    posix_spawn_file_actions_adddup2(&actions, errors.writing, STDERR_FILENO)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))
    posix_spawnattr_setpgroup(&attributes, 0)

    var argv: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
    let variables = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    var envp: [UnsafeMutablePointer<CChar>?] =
      variables.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { (argv + envp).forEach { free($0) } }
    guard let program = argv[0] else { throw .notFound }
    var process: pid_t = 0
    let code = Self.starting.withLock { _ in
      posix_spawnp(&process, program, &actions, &attributes, &argv, &envp)
    }
    switch code {
    case 0: return process
    case ENOENT: throw .notFound
    case let code: throw .cannotStart(String(cString: strerror(code)))
    }
  }

  // MARK: Reading and waiting

  private static let maximumErrors = 64 << 10

  private func read(
    _ output: Int32, _ errors: Int32, until deadline: ContinuousClock.Instant
  ) throws(Failure) -> (output: [UInt8], errors: [UInt8]) {
    var files = [output, errors].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    var texts: [[UInt8]] = [[], []]
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while files.contains(where: { $0.fd >= 0 }) {
      let milliseconds = Self.milliseconds(until: deadline)
      guard milliseconds > 0 else { throw .tookTooLong }
      guard poll(&files, nfds_t(files.count), milliseconds) > 0 else { continue }
      for index in files.indices where files[index].fd >= 0 && files[index].revents != 0 {
        let count = Glibc.read(files[index].fd, &buffer, buffer.count)
        if count > 0 {
          texts[index] += buffer[..<count]
        } else if count == 0 || errno != EINTR {
          files[index].fd = -1
        }
      }
      guard texts[0].count <= maximumOutput else { throw .tooMuchOutput }
      // A program that cannot write would block, so the rest is read and dropped.
      texts[1] = Array(texts[1].prefix(Self.maximumErrors))
    }
    return (texts[0], texts[1])
  }

  /// Waits for the exit, because a program may close its output and keep running.
  private func wait(
    for process: pid_t, until deadline: ContinuousClock.Instant
  ) throws(Failure) -> Int32 {
    var status: Int32 = 0
    while true {
      let result = waitpid(process, &status, WNOHANG)
      if result == process { break }
      if result < 0, errno != EINTR { throw .cannotStart(String(cString: strerror(errno))) }
      guard Self.milliseconds(until: deadline) > 0 else { throw .tookTooLong }
      usleep(1_000)
    }
    let signal = status & 0x7F
    return signal == 0 ? (status >> 8) & 0xFF : 128 + signal
  }

  private static func milliseconds(until deadline: ContinuousClock.Instant) -> Int32 {
    let left = (deadline - ContinuousClock.now) / .milliseconds(1)
    return Int32(min(max(left.rounded(.up), 0), 60_000))
  }
}

/// The two ends of a pipe, which are closed on deinit and not inherited by child processes.
private final class PipePair {
  let reading: Int32
  private(set) var writing: Int32

  init?() {
    var ends: [Int32] = [-1, -1]
    let isOpen = Subprocess.starting.withLock { _ in
      guard pipe(&ends) == 0 else { return false }
      for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
      return true
    }
    guard isOpen else { return nil }
    (reading, writing) = (ends[0], ends[1])
  }

  func closeWriting() {
    if writing >= 0 { close(writing) }
    writing = -1
  }

  deinit {
    closeWriting()
    close(reading)
  }
}
