# For a Raspberry Pi, on another computer: -DCMAKE_TOOLCHAIN_FILE=this. Wants
# crossbuild-essential-arm64 and the libraries of deploy/packages.txt as :arm64;
# deploy/package --in SUITE has them in a root of its own.
set(CMAKE_SYSTEM_NAME Linux)
set(CMAKE_SYSTEM_PROCESSOR aarch64)
set(CMAKE_C_COMPILER aarch64-linux-gnu-gcc)
set(CMAKE_LIBRARY_ARCHITECTURE aarch64-linux-gnu)
set(PKG_CONFIG_EXECUTABLE /usr/bin/aarch64-linux-gnu-pkg-config)
set(CPACK_DEBIAN_PACKAGE_ARCHITECTURE arm64)
set(CPACK_STRIP aarch64-linux-gnu-strip)

# ctest runs what was built; no binfmt_misc is asked for.
find_program(ENCOUNTER_QEMU NAMES qemu-aarch64-static qemu-aarch64)
if(ENCOUNTER_QEMU)
  set(CMAKE_CROSSCOMPILING_EMULATOR ${ENCOUNTER_QEMU})
endif()
