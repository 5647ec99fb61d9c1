# The Debian packages of deploy/package, by CPack: encounter, encounter-kiosk,
# encounter-report. The same source gives the same bytes wherever it lies, when
# SOURCE_DATE_EPOCH is the same.
set(release "")
if(EXISTS /etc/os-release)
  file(STRINGS /etc/os-release release REGEX "^VERSION_ID=")
  string(REGEX REPLACE "[^0-9.]" "" release "${release}")
  set(release "+deb${release}") # what is made on 13 is newer than on 12
endif()
set(version ${PROJECT_VERSION}${release})
set(maintainer "Seed ea096f79 maintainers <maintainers@users.noreply.r-seed-ea096f79.example>")
set(made ${CMAKE_BINARY_DIR}/debian)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME encounter)
set(CPACK_PACKAGE_VERSION ${version})
set(CPACK_PACKAGE_CONTACT "${maintainer}")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_COMPONENTS_ALL programs kiosk report)
set(CPACK_COMPONENTS_GROUPING IGNORE)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_COMPRESSION_TYPE xz)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS OWNER_READ OWNER_WRITE
  OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)

function(package component name section)
  string(TOUPPER ${component} key)
  set(CPACK_DEBIAN_${key}_PACKAGE_NAME ${name} PARENT_SCOPE)
  set(CPACK_DEBIAN_${key}_PACKAGE_SECTION ${section} PARENT_SCOPE)
  set(CPACK_DEBIAN_${key}_PACKAGE_SHLIBDEPS ON PARENT_SCOPE)
  set(doc ${CMAKE_INSTALL_DATADIR}/doc/${name})
  set(package ${name})
  configure_file(deploy/debian/changelog.in ${made}/${name}.changelog @ONLY)
  execute_process(COMMAND gzip -9nc ${made}/${name}.changelog
    OUTPUT_FILE ${made}/${name}.changelog.gz)
  install(FILES ${made}/${name}.changelog.gz DESTINATION ${doc}
    RENAME changelog.gz COMPONENT ${component})
  install(FILES deploy/copyright DESTINATION ${doc} COMPONENT ${component})
  set(overrides deploy/debian/${name}.lintian-overrides)
  if(EXISTS ${CMAKE_SOURCE_DIR}/${overrides})
    install(FILES ${overrides} DESTINATION ${CMAKE_INSTALL_DATADIR}/lintian/overrides
      RENAME ${name} COMPONENT ${component})
  endif()
endfunction()
string(TIMESTAMP date "%a, %d %b %Y %H:%M:%S +0000" UTC)

package(programs encounter misc)
set(CPACK_COMPONENT_PROGRAMS_DESCRIPTION "offline touch screen for on-site visits
People meet a host institution in their own language, on a touch screen, and
say what they think without a name. Answers are on the disk before the screen
says thank you; they leave in batches, by stick or network, in no order.
.
This package has the program that shows content, the one that checks, signs
and installs it, the one that sends feedback, and the content of the programme
Rabat 2018. It starts nothing.")
set(CPACK_DEBIAN_PROGRAMS_PACKAGE_DEPENDS fonts-noto-core)
set(CPACK_DEBIAN_PROGRAMS_PACKAGE_RECOMMENDS "ca-certificates")
set(CPACK_DEBIAN_PROGRAMS_PACKAGE_SUGGESTS "encounter-kiosk, encounter-report")

package(kiosk encounter-kiosk misc)
set(CPACK_COMPONENT_KIOSK_DESCRIPTION "offline touch screen for on-site visits - a computer for it alone
Makes a computer a kiosk: it shows nothing but Encounter from its start to its
end, takes signed content from USB sticks and gives sealed feedback to them.
Not for a computer that somebody works at.")
# SDL finds the graphics libraries only when it runs.
set(CPACK_DEBIAN_KIOSK_PACKAGE_DEPENDS "encounter (= ${version}), \
systemd (>= 252), udev, init-system-helpers (>= 1.52), libegl1, libgles2, \
libgbm1, libgl1-mesa-dri, ca-certificates")
set(CPACK_DEBIAN_KIOSK_PACKAGE_SHLIBDEPS OFF)
set(CPACK_DEBIAN_KIOSK_PACKAGE_ARCHITECTURE all)
set(CPACK_DEBIAN_KIOSK_PACKAGE_CONTROL_EXTRA
  ${CMAKE_SOURCE_DIR}/deploy/debian/kiosk/conffiles
  ${CMAKE_SOURCE_DIR}/deploy/debian/kiosk/postinst
  ${CMAKE_SOURCE_DIR}/deploy/debian/kiosk/prerm
  ${CMAKE_SOURCE_DIR}/deploy/debian/kiosk/postrm)

package(report encounter-report science)
set(CPACK_COMPONENT_REPORT_DESCRIPTION "offline touch screen for on-site visits - what analysts run
Makes the keys that feedback is sealed with, opens its batches into files by
programme, host and month, and prints the data sheet that tells visitors what
is kept. Needs neither a kiosk nor its programs; the data sheet wants the
content of the programme, that of the package encounter or any other.")
set(CPACK_DEBIAN_REPORT_PACKAGE_SUGGESTS encounter)

include(CPack)
