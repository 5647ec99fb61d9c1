# What is installed, and in which package (deploy/cmake/packages.cmake):
# programs: what anybody runs; kiosk: what makes a computer a kiosk; report:
# what analysts run. Programs look in /usr/share/encounter: prefix /usr.
include(GNUInstallDirs)
set(share ${CMAKE_INSTALL_DATADIR}/encounter)

install(TARGETS encounter encounter-content encounter-stick encounter-sync
  RUNTIME COMPONENT programs)
install(TARGETS encounter-report RUNTIME COMPONENT report)
install(PROGRAMS deploy/stick deploy/stick-disk DESTINATION lib/encounter COMPONENT programs)
install(DIRECTORY assets DESTINATION ${share} COMPONENT programs
  PATTERN datasheet EXCLUDE PATTERN audio/README.md EXCLUDE)
install(DIRECTORY assets/datasheet DESTINATION ${share}/assets COMPONENT report)
file(GLOB bundles CONFIGURE_DEPENDS content/*/bundle.yaml)
foreach(file ${bundles})
  get_filename_component(folder ${file} DIRECTORY)
  install(DIRECTORY ${folder} DESTINATION ${share}/content COMPONENT programs)
endforeach()

set(completions ${CMAKE_INSTALL_DATADIR}/bash-completion/completions)
foreach(name encounter encounter-content encounter-stick encounter-sync
    encounter-report)
  set(component programs)
  if(name STREQUAL encounter-report)
    set(component report)
  endif()
  install(FILES deploy/completion/encounter DESTINATION ${completions}
    RENAME ${name} COMPONENT ${component})
  if(SCDOC)
    install(FILES ${CMAKE_BINARY_DIR}/man/${name}.1.gz
      DESTINATION ${CMAKE_INSTALL_MANDIR}/man1 COMPONENT ${component})
  endif()
endforeach()

file(GLOB units CONFIGURE_DEPENDS deploy/systemd/*)
file(GLOB rules CONFIGURE_DEPENDS deploy/udev/*.rules)
install(FILES ${units} DESTINATION lib/systemd/system COMPONENT kiosk)
install(FILES ${rules} DESTINATION lib/udev/rules.d COMPONENT kiosk)
install(DIRECTORY deploy/etc/ DESTINATION lib COMPONENT kiosk
  PATTERN kiosk.yaml EXCLUDE)
set(etc ${CMAKE_INSTALL_FULL_SYSCONFDIR}/encounter)
install(FILES deploy/etc/kiosk.yaml DESTINATION ${etc} COMPONENT kiosk)
install(DIRECTORY DESTINATION ${etc}/keys.d COMPONENT kiosk)
