// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "bpmnc-fuzz",
  dependencies: [.package(name: "bpmnc", path: "..")],
  targets: [
    .executableTarget(
      name: "FEELFuzz", dependencies: [.product(name: "FEEL", package: "bpmnc")])
  ],
  swiftLanguageModes: [.v6]
)
